"""The time, as coarse as others may know it."""

from datetime import UTC, date, datetime, timedelta


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().date()


def ago(moment: datetime) -> str:
    """The day in words a stranger may read: "today", "3 days ago", "2 months ago". Never an hour, never the future."""
    days = (today() - moment.date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    for size, name in ((365, "year"), (30, "month"), (7, "week"), (1, "day")):
        if days >= 2 * size or (days >= size and name != "day"):
            count = days // size
            return f"{count} {name}{'s' if count != 1 else ''} ago"
    return "yesterday"


def minute(moment: datetime) -> str:
    """When a message was said, to the minute, in UTC: "14:05" today, "22 November, 14:05" before."""
    return moment.strftime("%H:%M" if moment.date() == today() else "%-d %B, %H:%M")


def days_from_now(days: int) -> date:
    return today() + timedelta(days=days)


def days_ago(days: int) -> datetime:
    return now() - timedelta(days=days)
