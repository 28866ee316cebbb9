"""The eleven lists of the made-up council as at a day, row by row, in the official words."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from dcpp.caseload.rules.writing import Cell
from dcpp.sample_council.children import Child
from dcpp.sample_council.posts import Post

Row = Mapping[str, Cell]
MONTHS = timedelta(days=182)
AGENCIES = ("Children’s centre", "Primary school", "Secondary school", "Health visiting", "Voluntary sector")
CARE = {"protected", "in_need", "in_care"}


class Lists:
    """Writes the rows of each list as at one day. Chance depends on child and day alone, so lists can be made again."""

    def __init__(self, children: Sequence[Child], posts: Sequence[Post], as_at: date) -> None:
        self.as_at = as_at
        self.since = as_at - MONTHS
        self.children = [child for child in children if child.contacted_on <= as_at]
        self.posts: dict[str, list[Post]] = {}
        for post in posts:
            for path in post.paths:
                self.posts.setdefault(path, []).append(post)

    def rows(self) -> dict[int, Iterator[Row]]:
        """Rows for each list’s number."""
        return {
            1: self._contacts(), 2: self._early_help(), 3: self._referrals(), 4: self._assessments(),
            5: self._enquiries(), 6: self._in_need(), 7: self._protection(), 8: self._in_care(),
            9: self._care_leavers(), 10: self._adoption(), 11: self._adopters(),
        }  # fmt: skip

    def _contacts(self) -> Iterator[Row]:
        for child in self.children:
            if child.contacted_on >= self.since and child.path != "care_leaver":
                yield self._who(child) | {"Date of Contact": child.contacted_on, "Contact Source": child.source}

    def _early_help(self) -> Iterator[Row]:
        for child in self._on("early_help"):
            if child.began_on > self.as_at:
                continue
            done = child.ended_on if child.ended_on <= self.as_at else None
            if done and done < self.since:
                continue
            yield self._who(child) | {
                "Assessment start date": child.began_on,
                "Assessment completion date": done,
                "Organisation completing assessment": AGENCIES[self._chance(child, "agency", len(AGENCIES))],
            }

    def _referrals(self) -> Iterator[Row]:
        for child in self._on("assessed", *CARE):
            if child.contacted_on >= self.since:
                yield self._who(child) | self._holder(child, "assessed") | {
                    "Date of referral": child.contacted_on, "Referral Source": child.source, "Referral NFA?": "b) No",
                    "Number of Referrals in Last 12 Months": int(self._chance(child, "referrals", 5) == 0),
                }  # fmt: skip

    def _assessments(self) -> Iterator[Row]:
        for child in self._on("assessed", *CARE):
            done = child.assessed_until if child.assessed_until <= self.as_at else None
            if done and done < self.since:
                continue
            yield self._who(child, disability=True) | self._holder(child, "assessed") | {
                "Continuous Assessment Start Date": child.contacted_on,
                "Child Seen During Continuous Assessment": "a) Yes" if self._chance(child, "seen", 12) else "b) No",
                "Continuous Assessment Date of Authorisation": done,
                "Was the child assessed as requiring LA children’s social care support":
                    None if done is None else "b) No" if child.path == "assessed" else "a) Yes",
            }  # fmt: skip

    def _enquiries(self) -> Iterator[Row]:
        for child in self._on("protected"):
            started = child.contacted_on + timedelta(days=5)
            if not self.since <= started <= self.as_at:
                continue
            held = child.began_on <= self.as_at
            yield self._who(child, disability=True) | self._holder(child, "assessed") | {
                "Strategy discussion initiating Section 47 Enquiry Start Date": started,
                "Was an Initial Child Protection Conference deemed unnecessary?": "b) No" if held else None,
                "Date of Initial Child Protection Conference": child.began_on if held else None,
                "Did the Initial Child Protection Conference Result in a Child Protection Plan": "a) Yes" if held else None,
                "Number of Section 47 Enquiries in the last 12 months": 0, "Number of ICPCs in the last 12 months": 0,
            }  # fmt: skip

    def _in_need(self) -> Iterator[Row]:
        for child in self._on("assessed", *CARE):
            closed = child.ended_on if child.ended_on <= self.as_at else None
            if (closed and closed < self.since) or (closed and child.path == "assessed"):
                continue
            yield self._who(child, disability=True) | self._holder(child) | {
                "CIN Start Date": child.contacted_on, "Primary Need Code": child.need,
                "Date Child Was Last Seen": self._lately(child, "seen", 40), "CIN Closure Date": closed,
                "Reason for Closure": closed and "RC7 - Services ceased for any other reason, including child no longer in need",
                "Case status": self._status(child, closed),
            }  # fmt: skip

    def _status(self, child: Child, closed: date | None) -> str:
        if closed:
            return "e) Closed episode"
        if child.began_on > self.as_at or child.path == "assessed":
            return "d) Open assessment"
        return {"in_care": "a) Looked after child", "protected": "b) Child Protection plan"}.get(
            child.path, "c) Child in need plan"
        )

    def _protection(self) -> Iterator[Row]:
        for child in self._begun("protected"):
            category = ("a) Neglect", "d) Emotional abuse", "b) Physical abuse", "c) Sexual abuse")[
                min(self._chance(child, "category", 10) // 3, 3)
            ]
            yield self._who(child, disability=True) | self._holder(child) | {
                "Child Protection Plan Start Date": child.began_on, "Initial Category of Abuse": category,
                "Latest Category of Abuse": category, "Date of the Last Statutory Visit": self._lately(child, "visit", 16),
                "Was the Child Seen Alone?": "a) Yes" if self._chance(child, "alone", 8) else "b) No",
                "Date of latest review conference": self._lately(child, "review", 170),
                "Child Protection Plan End Date": self._ended(child),
                "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": "b) No",
                "Number of Previous Child Protection Plans": int(self._chance(child, "plans", 4) == 0),
            }  # fmt: skip

    def _in_care(self) -> Iterator[Row]:
        for child in self._begun("in_care"):
            young = child.age_on(self.as_at) < 5
            yield self._who(child, disability=True) | self._holder(child) | {
                "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "b) No",
                "Date Started to be Looked After": child.began_on, "Child's Category of Need": "N1 - Abuse or neglect",
                "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": "b) No",
                "Start date of current legal status": child.began_on,
                "Child's Legal Status": "C2: FCO" if (self.as_at - child.began_on).days > 240 else "C1: ICO",
                "Date of Latest Statutory Review": self._lately(child, "review", 175),
                "Date of Last Social Work Visit": self._lately(child, "visit", 45),
                "What is the permanence plan for this child?": "b) Adoption" if young else "f) Long-term fostering",
                "Number of Placements in the Last 12 months": 1 + int(self._chance(child, "placements", 4) == 0),
                "Date Ceased to be Looked After": self._ended(child),
                "Reason Ceased to be Looked After": self._ended(child) and "t) E8: Care ceased for any other reason",
                "Start Date of Most Recent Placement": max(child.began_on, self._lately(child, "placement", 500) or child.began_on),
                "Placement Type": "f) U6: Foster placement - not FFA", "Placement Provider": "b) PR1: Own provision",
                "Placement Location": "a) In", "LA of Placement": "CON - Child placed in confidential placement",
                "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months": self._chance(child, "missing", 12) // 11,
                "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months": 0,
            }  # fmt: skip

    def _care_leavers(self) -> Iterator[Row]:
        for child in self._on("care_leaver"):
            if child.ended_on < self.as_at:
                continue
            adviser = self._holder(child)
            yield self._who(child, disability=True) | {
                "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": "b) No",
                "Allocated Team": adviser["Allocated Team"], "Allocated Personal Advisor": adviser["Allocated Worker"],
                "Eligibility Category": "b) Former relevant child",
                "Latest Pathway Plan Review Date": self._lately(child, "review", 210), "LA In Touch": "a) Yes",
                "Latest Date of Contact": self._lately(child, "contact", 60),
                "Type of Accommodation": "U: Independent living", "Suitability of Accommodation": "a) Suitable",
                "Activity Status": "F3: Full time in training or employment",
            }  # fmt: skip

    def _adoption(self) -> Iterator[Row]:
        for child in self._begun("in_care"):
            if child.age_on(self.as_at) < 5 and self._chance(child, "adoption", 4) == 0 and not self._ended(child):
                decided = min(child.began_on + timedelta(days=200), self.as_at)
                yield self._who(child, disability=True) | {
                    "Date the Child Entered Care": child.began_on,
                    "Date of Decision that Child Should be Placed for Adoption": decided,
                }

    def _adopters(self) -> Iterator[Row]:
        for number in range(max(2, len(self.posts.get("in_care", ())) // 2)):
            for partner in ("A", "B"):
                yield {
                    "Individual adopter identifier": f"AD{4000 + number}{partner}", "Family identifier": f"AF{4000 + number}",
                    "Gender": "b) Female" if partner == "A" else "a) Male", "Ethnicity": "a) WBRI", "Disability": "b) No",
                    "Is the (prospective) adopter fostering for adoption?": "b) No",
                    "Date enquiry received": self.as_at - timedelta(days=40 + 11 * number % 300),
                }  # fmt: skip

    def _on(self, *paths: str) -> Iterator[Child]:
        return (child for child in self.children if child.path in paths)

    def _begun(self, path: str) -> Iterator[Child]:
        """Children whose plan or care has begun and goes on, or ended within the window."""
        return (c for c in self._on(path) if c.began_on <= self.as_at and c.ended_on >= max(self.since, c.began_on))

    def _ended(self, child: Child) -> date | None:
        return child.ended_on if child.ended_on <= self.as_at else None

    def _who(self, child: Child, *, disability: bool = False) -> dict[str, Cell]:
        """The columns that most lists begin with; the birth date is left out on purpose."""
        who: dict[str, Cell] = {
            "Child Unique ID": child.case_id, "Gender": child.gender, "Ethnicity": child.ethnicity,
            "Age of Child (Years)": child.age_on(self.as_at),
        }  # fmt: skip
        return who | ({"Does the Child have a Disability": child.disability} if disability else {})

    def _holder(self, child: Child, path: str = "") -> dict[str, Cell]:
        """Team and worker: the post stays with the case, its holder may change."""
        path = path or ("disabled" if child.path == "in_need" and child.disability == "a) Yes" else child.path)
        if child.began_on > self.as_at and child.path in CARE:
            path = "assessed"
        posts = self.posts.get(path) or self.posts["assessed"]
        post = posts[self._chance(child, path, len(posts), daily=False)]
        return {"Allocated Team": post.team, "Allocated Worker": post.holder_on(self.as_at).name}

    def _lately(self, child: Child, what: str, days: int) -> date | None:
        """A day not long ago and not before the case began; late for about one in ten."""
        back = self._chance(child, what, days) * (2 if self._chance(child, what + " late", 10) == 0 else 1)
        day = self.as_at - timedelta(days=back)
        return min(max(day, child.began_on), child.ended_on) if child.began_on <= self.as_at else None

    def _chance(self, child: Child, what: str, sides: int, *, daily: bool = True) -> int:
        """A number from 0 to below `sides` that is always the same for a child, a matter and (if daily) a month."""
        key = f"{child.case_id} {what} {self.as_at:%Y-%m}" if daily else f"{child.case_id} {what}"
        return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest(), "big") % sides
