"""The time, as coarse as other people may know it."""

from datetime import UTC, date, datetime, timedelta

from arcanon.text.translation import N_, ngettext
from arcanon.text.translation import gettext as _

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().date()


def ago(moment: datetime) -> str:
    """Returns the day in words for strangers, such as "today" or "3 days ago": never an hour, never the future."""
    return ago_day(moment.date())


def ago_day(day: date) -> str:
    days = (today() - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 7:
        return ngettext("%(num)s day ago", "%(num)s days ago", days)
    if days < 30:
        return ngettext("%(num)s week ago", "%(num)s weeks ago", days // 7)
    if days < 365:
        return ngettext("%(num)s month ago", "%(num)s months ago", days // 30)
    return ngettext("%(num)s year ago", "%(num)s years ago", days // 365)


def minute(moment: datetime) -> str:
    """Returns when a message was sent, to the minute, in UTC: "14:05" today, "22 November, 14:05" before.

    Scripts replace it with the reader's own time (`static/js/local-time.js`).
    """
    time = f"{moment:%H:%M}"
    if moment.date() == today():
        return time
    return _("%(day)s %(month)s, %(time)s", day=moment.day, month=_(MONTHS[moment.month - 1]), time=time)


def day(moment: date) -> str:
    """Returns a day such as "22 November 2026"."""
    return _("%(day)s %(month)s %(year)s", day=moment.day, month=_(MONTHS[moment.month - 1]), year=moment.year)


def days_from_now(days: int) -> date:
    return today() + timedelta(days=days)


def days_ago(days: int) -> datetime:
    return now() - timedelta(days=days)
