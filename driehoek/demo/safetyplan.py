"""A safety plan that is kept: chapters, signed papers, checks, drills, risks with measures, a survey that is over."""

from datetime import date
from typing import Any

from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.demo.acts import acting
from driehoek.demo.names import dice
from driehoek.demo.schools import Built
from driehoek.kit.days import shifted
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.actions.due import settle
from driehoek.safetyplan.models import (
    Answer,
    ChapterText,
    Measure,
    MeasureNote,
    Paper,
    Risk,
    Signature,
    Survey,
    SurveyCode,
    Turn,
)
from driehoek.safetyplan.queries import plan, terms
from driehoek.safetyplan.queries.surveys import digest_of

OFFICER = {"De Beuk": ("Corrie", "Vos"), "De Lindeboom": ("Guy", "Baert")}
WRITTEN = {
    "1.1": "De directeur is verantwoordelijk voor veiligheid. De medezeggenschapsraad krijgt het jaarplan elk najaar.",
    "1.4": "Alleen de directeur spreekt met de pers. Na een ernstig incident gaat er eerst een brief naar de ouders.",
    "3.5": "Wij gebruiken het pestprotocol van bijlage 3. Elke groep ondertekent het in september.",
    "4.1": "De onderbouw speelt op het kleine plein, de bovenbouw op het grote. Bij regen is de hal open.",
    "6": "Elke pauze zijn er drie volwassenen buiten: bij de schuur, bij het klimrek en bij de poort.",
    "B3": "Zie het protocol. De anti-pestcoördinator is op maandag en donderdag bereikbaar.",
}
DRAFTS = {
    "2.1": "De vergunning ligt bij de administratie.",
    "9.2": "Wij zijn aangesloten bij een arbodienst en maken elk jaar een jaarplan.",
}
# Kind, how many months ago, result, what was found, fields.
TURNS: tuple[tuple[str, int, str, str, dict[str, Any]], ...] = (
    ("building", 7, "findings", "Noodverlichting in de gang knippert.",
     {"women": 118, "women_toilets": 8, "men": 109, "men_toilets": 5, "urinals": 4, "largest_room": 140,
      "largest_room_exits": 2}),
    ("pe_hall", 5, "good", "", {"largest_group": 28, "norm": 30}),
    ("playground", 13, "findings", "Houtsnippers onder het klimrek zijn te dun.", {}),
    ("fire_safety", 11, "good", "", {}),
    ("gas", 3, "good", "", {}),
    ("evacuation_drill", 14, "good", "", {"minutes": 5, "people": 231, "went_well": "Iedereen bleef rustig."}),
    ("evacuation_drill", 2, "findings", "Groep 3 nam de lijst niet mee.",
     {"minutes": 4, "people": 228, "went_well": "Sneller dan vorig jaar."}),
    ("accident_register", 10, "good", "", {"learned": "De meeste ongelukjes gebeuren bij het klimrek."}),
    ("bhv_refresher", 8, "good", "", {"trained": 4}),
    ("safety_plan", 6, "good", "", {"direction": "Bas Jansen", "board": "Ruud de Groot", "council": "Henk Dekker",
                                    "outcome": "Toezicht bij de schuur eerst."}),
)  # fmt: skip
RISKS = (
    ("playground", "Vallen van het klimrek op een dunne ondergrond", "playground", 3, 3, "Houtsnippers aanvullen", 1),
    ("traffic", "Auto's en fietsen door elkaar bij het brengen", "around", 4, 4, "Kiss-and-ride met de gemeente", 3),
    ("noise", "Te veel lawaai in de hal bij het overblijven", "hall", 3, 2, "Geluidspanelen", 8),
    ("screens", "Lang achter een scherm zonder goede stoel", "", 2, 2, "Stoelen vervangen", 12),
)


def keep_plans(built: Built) -> None:
    """A whole plan at De Beuk, the beginning of one at De Lindeboom, none elsewhere."""
    if built.plan.name not in OFFICER:
        return
    actor = acting(*OFFICER[built.plan.name], built.years.day)
    _chapters(built, actor)
    if built.plan.jurisdiction == "nl":
        _papers(built, actor)
        _turns(built, actor)
        _risks(built, actor)
        _survey(built, actor)
    else:
        _turn(built, actor, ("evacuation_drill", 2, "good", "", {"minutes": 4, "went_well": "Vlot verlopen."}))
    settle(built.school, built.years.day)


def _of(built: Built) -> dict[str, Any]:
    return {"board_id": built.board, "school": built.school}


def ago(day: date, months: int) -> date:
    """The same day of the month, so many months earlier; the first of the month where it does not exist."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, min(day.day, 28))


def _chapters(built: Built, actor: Actor) -> None:
    people = plan.holders(built.school, actor.on, timezone.now())
    written = [(code, text, "adopted") for code, text in WRITTEN.items()]
    written += [(code, text, "draft") for code, text in DRAFTS.items()]
    if built.plan.jurisdiction == "be":
        written = [("6", "Twee leerkrachten houden toezicht op elke speelplaats.", "draft")]
    ChapterText.objects.bulk_create(
        ChapterText(
            **_of(built),
            code=code,
            text=text,
            status=status,
            owner=catalogue.chapters()[code].owner,
            next_review=terms.next_review(catalogue.chapters()[code], ago(actor.on, 3 + number % 8)),
            blanks=plan.suggestions(catalogue.chapters()[code], people),
            saved_by_id=actor.account,
        )
        for number, (code, text, status) in enumerate(written)
    )


def _papers(built: Built, actor: Actor) -> None:
    for kind, months, text in (
        ("intent", 30, "Op De Beuk aanvaarden wij geen agressie."),
        ("evacuation", 10, ""),
        ("permit", 50, ""),
    ):
        dated = ago(actor.on, months)
        paper = Paper.objects.create(
            **_of(built),
            kind=kind,
            version="1",
            dated_on=dated,
            text=text,
            location="map Veiligheid, kast 2",
            review_on=terms.a_year_after(ago(actor.on, 8)),
            saved_by_id=actor.account,
        )
        Signature.objects.create(
            board_id=built.board, paper=paper, name="Bas Jansen", role="directeur", signed_on=dated
        )


def _turns(built: Built, actor: Actor) -> None:
    for row in TURNS:
        _turn(built, actor, row)
    items = {one.code: "yes" for one in catalogue.kinds()["rie"].items}
    done = ago(actor.on, 44)
    details = {"reviewed_on": done.isoformat(), "service": "Arbodienst (verzonnen)", "items": items}
    _turn(built, actor, ("rie", 44, "good", "", details))


def _turn(built: Built, actor: Actor, row: tuple[str, int, str, str, dict[str, Any]]) -> None:
    kind, months, result, findings, details = row
    made = Turn.objects.create(
        **_of(built),
        kind=kind,
        done_on=ago(actor.on, months),
        done_by=" ".join(OFFICER[built.plan.name]),
        result=result,
        findings=findings,
        details=details,
        recorded_by_id=actor.account,
    )
    if findings:
        Measure.objects.create(
            **_of(built),
            turn=made,
            what=findings,
            owner="prevention_officer",
            due=terms.a_year_after(ago(actor.on, 11)),
        )


def _risks(built: Built, actor: Actor) -> None:
    for topic, what, place, likelihood, effect, measure, months in RISKS:
        risk = Risk.objects.create(
            **_of(built),
            topic=topic,
            what=what,
            place=place,
            likelihood=likelihood,
            effect=effect,
            found_on=ago(actor.on, 44),
        )
        made = Measure.objects.create(
            **_of(built), risk=risk, what=measure, owner="director", due=terms.a_year_after(ago(actor.on, 12 - months))
        )
        MeasureNote.objects.create(
            board_id=built.board, measure=made, on=ago(actor.on, 1), text="Offerte gevraagd.", noted_by_id=actor.account
        )


def _survey(built: Built, actor: Actor) -> None:
    """Last year's and this year's round of the upper years, both over; one group answered with four."""
    throw = dice(built.school.pk, "survey")
    groups = [group for (start, _step, _letter), group in built.groups.items() if start == built.years.now.start][-3:]
    for back, year in ((12, built.years.before), (1, built.years.now)):
        opens = ago(actor.on, back)
        made = Survey.objects.create(
            **_of(built),
            audience="upper",
            school_year=year.as_text(),
            opens=opens,
            made_by_id=actor.account,
            closes=shifted(opens, 7),
        )
        questions = catalogue.questions("upper")
        answers, codes = [], []
        for at, group in enumerate(groups):
            for number in range(4 if at == 0 else 22):
                codes.append(
                    SurveyCode(
                        digest=digest_of(f"{made.pk}{group.pk}{number}"),
                        board_id=built.board,
                        survey_id=made.pk,
                        group_id=group.pk,
                        used=True,
                    )
                )
                values = {one.code: throw.choice((1, 1, 1, 2) if one.turned else (2, 3, 3, 4, 4)) for one in questions}
                score = sum(one.weighed(values[one.code]) for one in questions) / len(questions)
                answers.append(Answer(board_id=built.board, survey=made, group=group, values=values, score=score))
        SurveyCode.objects.bulk_create(codes)
        Answer.objects.bulk_create(answers)
