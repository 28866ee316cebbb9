"""Names of people who do not exist, put together from invented parts; the same number gives the same name."""

from random import Random

GIVEN = (
    "Abena Adil Alwyn Amira Anwen Asha Bevan Bronte Callum Carys Cerys Chidi Dalia Darsh Delphi Dilan Ebony Elan Elowen "
    "Emrys Fabian Farah Fenella Finn Gethin Ginika Hana Harun Hollis Idris Ines Iona Ivo Jaya Jorah Kavi Keira Kezia "
    "Lachlan Leila Linus Lowri Mabli Marlo Meera Milo Nadia Niamh Nico Oona Orla Pavan Petra Priya Quill Rafi Rhian "
    "Rowan Sabel Samir Seren Sunil Talia Tamsin Tariq Teo Ula Usha Vashti Vikram Wilf Winona Yasmin Yusuf Zadie Zora"
).split()
FIRST = "Alder Ash Black Bracken Briar Bur Cold Copper Dun Elm Fern Gorse Hazel Holm Larch Mallow Oak Pen Rush Thorn".split()
LAST = "acre bank beck bourne bridge combe croft dale den fold ford garth grove hurst ley mere shaw stead wick worth".split()


def make_names(random: Random, count: int) -> list[str]:
    """So many different names."""
    every = [f"{given} {first}{last}" for given in GIVEN for first in FIRST for last in LAST]
    return random.sample(every, count)


def address_of(name: str) -> str:
    """The work e-mail of somebody with this name."""
    return name.lower().replace(" ", ".") + "@sample-council.example"
