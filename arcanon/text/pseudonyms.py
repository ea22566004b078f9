"""Pseudonyms: friendly words drawn from a tag, which reveal nothing about the person."""

import hashlib
from collections.abc import Collection
from functools import cache
from typing import Any

from coolname.data import config

# Words in the package's lists that could hurt, leer, comment on a body, name a faith or a people, or belittle.
UNKIND = """
    acrid bald brawny broad bulky chubby curvy fat flat glaring hairy heavy hissing horned hot lean loud loutish
    lumpy masked meaty messy misty noisy nondescript roaring screeching shapeless skinny slim soft spicy spiked
    sticky tacky tall tentacled thick venomous sexy notorious pretty adamant aggressive alluring aloof annoying
    arrogant belligerent berserk cocky cryptic daft defiant didactic eccentric evasive fanatic fierce furious
    gabby garrulous gay girlish greedy grumpy humble hysterical just loose meek moody obedient orthodox
    outrageous placid puzzling quixotic rampant rebel righteous rough sarcastic sassy sly snobbish straight
    uppish vehement vengeful vociferous zealous cunning crafty crazy daffy devious sceptical sloppy tricky
    uptight slick shrewd intelligent influential rich wealthy strict hasty crouching hopping burrowing lurking
    tunneling warping airborne aboriginal primitive pompous kickass legendary lucky godlike imperious imposing
    infallible artificial augmented bipedal bizarre complex controversial dangerous demonic divergent elfish
    elite expensive fictional finicky heretic holistic hungry illegal imperial imported impossible juicy liberal
    ludicrous macho manipulative married mature military naughty ordinary peculiar predictable prophetic
    psychedelic stereotyped strange tested therapeutic undetectable unnatural vagabond vague vegan voracious
    worthy dark imaginary invisible amphibian prehistoric antique solemn international polar urban powerful
    muscular funky offbeat radical conscious certain qualified exotic perfect flawless critical simple native
    leech worm earthworm scorpion tarantula spider louse woodlouse termite locust wasp hornet mosquito cow bull
    goat sheep donkey boar hog pig swine warthog vulture chicken turkey rooster goose dodo booby cuckoo loon
    crow raven rat weasel skunk snake viper adder asp cobra toad slug snail ape baboon chimpanzee gibbon gorilla
    macaque mandrill monkey orangutan lemming sloth mole shrew hyena jackal fox wolf shark crab clam sponge
    mushroom parrot peacock magpie eel squid limpet barnacle centipede millipede earwig whale hippo rhino
    elephant mammoth mastodon bear dog hound cougar lamprey dinosaur smilodon anaconda boa python copperhead
    rattlesnake sidewinder taipan mamba crocodile alligator caiman velociraptor opossum bat beetle bug maggot
    cockatoo perch carp sawfly guppy mongoose ass yak wildebeest gnu camel tody shoebill frogmouth boobook skink
    crayfish pillbug mustang stallion jaybird buzzard
"""


@cache
def word_lists() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the adjectives and the animals that pseudonyms are made of."""
    lists: dict[str, Any] = config
    unkind = set(UNKIND.split())

    def kind(name: str) -> list[str]:
        return [word for word in lists[name]["words"] if word.isalpha() and word not in unkind]

    return tuple(kind("adjective")), tuple(kind("animal"))


def name_for(tag: str, taken: Collection[str] = ()) -> str:
    """Returns the pseudonym of a tag, such as "brave otter", avoiding those in `taken`.

    The same tag draws the same words. If they are taken it draws again, and after four draws three words, so that a
    free name is always found.
    """
    adjectives, animals = word_lists()
    draw = 0
    while True:
        number = int.from_bytes(hashlib.sha256(f"{tag} {draw}".encode()).digest())
        number, animal = divmod(number, len(animals))
        number, first = divmod(number, len(adjectives))
        second = number % len(adjectives)
        words = [adjectives[first], animals[animal]]
        if draw >= 4 and first != second:
            words.insert(0, adjectives[second])
        name = " ".join(words)
        if name not in taken:
            return name
        draw += 1
