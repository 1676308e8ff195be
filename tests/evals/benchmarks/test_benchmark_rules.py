"""Corner cases of each rule, and the verdicts that were published for excerpts of official outputs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codepercept.evals.benchmarks import (
    BENCHMARKS,
    Benchmark,
    DynaMath,
    LogicVista,
    MathVerse,
    MathVision,
    MathVista,
    Question,
    Verdict,
    WeMath,
)

DATA = Path(__file__).parent / "data"


def question(answer: str, *choices: str, **facts: Any) -> Question:
    kind = "choice" if choices else "free"
    return Question(id="1", question="?", choices=choices, answer=answer, kind=kind, facts=facts)


def verdict(correct: bool | None) -> Verdict:
    return Verdict(correct=correct, extracted=None, how="test")


def asked(benchmark: Benchmark, name: str) -> dict[str, Question]:
    return {question.id: question for question in benchmark.read(DATA / name)}


def test_all_six_can_be_made_and_are_named() -> None:
    made = {name: make() for name, make in BENCHMARKS.items()}
    assert all(benchmark.name == name for name, benchmark in made.items())
    assert [name for name, benchmark in made.items() if benchmark.llm_judges] == ["mathverse"]


# MathVision


def test_mathvision_agrees_with_published_extractions_and_verdicts() -> None:
    rule = MathVision()
    questions, responses = asked(rule, "mathvision_test.jsonl"), rule.read_responses(DATA / "mathvision_output.jsonl")
    assert len(responses) == len(questions) > 20
    differ = []
    for key, row in responses.items():
        extracted = rule.extract(questions[key], row["response"]).value
        assert extracted == row["extracted"]
        if rule.judge(questions[key], extracted or "").correct is not row["correct"]:
            differ.append(key)
    assert differ == ["3013"]  # 4/3 against \frac{4}{3}: their own rule calls it right, their file does not


@pytest.mark.parametrize(
    ("response", "extracted"),
    [
        ("So the answer must be B.", "b"),
        ("C\nbecause it is longest", "c"),
        ("(D) D\nis the one", "d"),
        ("The value is 7.", "7"),
        ("The final answer is 12. That took long.", "12"),
        ("\\boxed{3} or rather \\boxed{\\frac{1}{2}}", "\\frac{1}{2}"),
        ("\\boxed{x = 5}", "5"),
        ("\\boxed{12\\text{ km}}", "12"),
        ("\\boxed{2\\sqrt3}", "2\\sqrt{3}"),
        ("\\boxed{(A)}", "a"),
        ("1/2", "\\frac{1}{2}"),
        ("30^\\circ", "30"),
        ("", None),
    ],
)
def test_mathvision_extracts(response: str, extracted: str | None) -> None:
    assert MathVision().extract(question("1"), response).value == extracted


@pytest.mark.parametrize(
    ("truth", "answer", "correct"),
    [
        ("$\\frac{1}{3}$", "0.333", True),
        ("0.33", "1/3", True),
        ("(3,-4)", "(6/2,-4.0)", False),  # 6/2 becomes 3.0, which is another text than 3
        ("(3,-4)", "(3.0,-4)", True),
        ("25\\pi", "78.54", True),
        ("12", "12)", True),
        ("12", "12cm", False),
        ("1:2", "0.5", True),
        ("5", "", False),
    ],
)
def test_mathvision_compares(truth: str, answer: str, correct: bool) -> None:
    assert MathVision().judge(question(truth), answer).correct is correct


def test_mathvision_takes_the_letter_or_its_option() -> None:
    asked = question("B", "3", "$\\frac{8}{5}$", "7")
    assert MathVision().judge(asked, "b").correct
    assert MathVision().judge(asked, "1.6").correct
    assert not MathVision().judge(asked, "c").correct


def test_mathvision_says_when_a_value_is_beyond_its_limits() -> None:
    judged = MathVision().judge(question("5"), "10^{10^{9}}")
    assert judged.correct is None
    assert "too big" in (judged.fault or "")


# MathVista


def test_mathvista_agrees_with_published_verdicts() -> None:
    questions = asked(MathVista(), "mathvista_testmini.json")
    responses = MathVista().read_responses(DATA / "mathvista_output.json")
    assert len(responses) == len(questions) >= 8

    def differ(rule: MathVista) -> list[str]:
        judged = {key: rule.judge(questions[key], row["extracted"]) for key, row in responses.items()}
        return [key for key, row in responses.items() if judged[key].correct is not row["correct"]]

    assert differ(MathVista(legacy_integers=True)) == []
    assert differ(MathVista()) == ["21", "289"]  # integers written as 5.0, which the older rule refused


@pytest.mark.parametrize(
    ("extracted", "prediction"),
    [("(B) two", "two"), ("B", "two"), ("b", "one"), ("thre", "three"), ("(c)", "three"), ("(Z)", "one")],
)
def test_mathvista_finds_the_choice(extracted: str, prediction: str) -> None:
    assert MathVista().normalised(question("two", "one", "two", "three"), extracted)[0] == prediction


@pytest.mark.parametrize(
    ("answer_type", "precision", "truth", "extracted", "correct"),
    [
        ("integer", None, "5", "5.9", True),
        ("integer", None, "5", "five", False),
        ("integer", None, "5", "inf", False),
        ("float", 1, "1.2", "1.24", True),
        ("float", None, "1.2", "1.2", False),
        ("float", 1.0, "1.2", "nan", False),
        ("list", None, "[1, 2]", "[1, 2]", True),
        ("list", None, "[1, 2]", "[1,2]", False),
    ],
)
def test_mathvista_compares(answer_type: str, precision: Any, truth: str, extracted: str, correct: bool) -> None:
    asked = question(truth, answer_type=answer_type, precision=precision)
    assert MathVista().judge(asked, extracted).correct is correct


def test_mathvista_extracts_only_bare_answers_itself() -> None:
    asked = question("5", answer_type="integer", precision=None)
    assert MathVista().extract(asked, " 5 ").value == "5"
    assert MathVista().extract(question("two", "one", "two"), "two").value == "two"
    assert MathVista().extract(asked, 'The answer is "5".').needs_model
    assert MathVista(patterns=True).extract(asked, 'I see. The answer is "5".').value == "5"
    empty = MathVista().extract(asked, "")
    assert empty.value is None
    assert not empty.needs_model
    assert MathVista().read_extraction(asked, " \n").needs_model  # unscored, never the nearest choice


def test_mathvista_tallies_each_skill() -> None:
    rows = [(question("5", skills=["a", "b"]), verdict(True)), (question("5", skills=["b"]), verdict(None))]
    skills = MathVista().metrics(rows)["groups"]["skills"]
    assert skills["a"]["accuracy"] == 1.0
    assert (skills["b"]["n"], skills["b"]["scored"], skills["b"]["unscored"]) == (2, 1, 1)


# MathVerse


def test_mathverse_reads_both_files_without_clashing_ids() -> None:
    text_only, output = asked(MathVerse(), "mathverse_text_only.json"), asked(MathVerse(), "mathverse_output.json")
    assert not set(text_only) & set(output)
    first = text_only["text-only-1"]
    assert (first.image, first.choices, first.answer) == (None, ("40°", "60°", "120°", "140°"), "D")
    assert "Choices" not in first.question
    assert output["3425"].question == ""  # the question stands in the picture
    assert MathVerse().read_responses(DATA / "mathverse_output.json")["3421"]["response"]


def test_mathverse_leaves_extraction_and_verdict_to_models() -> None:
    rule, asked = MathVerse(), question("14")
    assert rule.llm_judges
    assert rule.extract(asked, "It is 14.").needs_model
    assert rule.shown_to_extractor(" ".join(map(str, range(50)))).split()[0] == "20"
    assert rule.read_extraction(asked, "Extracted Answer: 14").value == "14"
    assert rule.judge(asked, "14").correct is None
    assert [rule.read_judgement(reply) for reply in ("1", " Judgement: 0\n", "yes", "10")] == [True, False, None, None]


def test_mathverse_quick_match_is_equality() -> None:
    rule = MathVerse(quick_match=True)
    assert not rule.llm_judges
    assert rule.judge(question("14"), "14").correct
    assert not rule.judge(question("14"), "14 cm").correct


def test_mathverse_keeps_text_only_apart() -> None:
    rows = [
        (
            Question(id=str(number), question="", answer="1", groups={"version": version}, facts={"version": version}),
            told,
        )
        for number, (version, told) in enumerate(
            [("Text Only", verdict(True)), ("Text Lite", verdict(False)), ("Vision Only", verdict(True))]
        )
    ]
    metrics = MathVerse().metrics(rows)
    assert metrics["without_text_only"]["accuracy"] == 0.5
    assert metrics["text_only"]["accuracy"] == 1.0
    assert metrics["groups"]["version"]["Text Lite"]["correct"] == 0


# DynaMath


def test_dynamath_table_gives_both_cases() -> None:
    rule = DynaMath()
    responses = rule.read_responses(DATA / "dynamath_table.csv")
    assert len(responses) == 120  # twelve programs; the lines of sums are not among them
    rows = [
        (Question(id=key, question="", answer="", facts={"program": key.split("-")[0]}), verdict(row["correct"]))
        for key, row in responses.items()
    ]
    counts = [4, 8, 10, 10, 9, 10, 4, 5, 10, 10, 10, 6]
    metrics = rule.metrics(rows)
    assert metrics["average_case"] == pytest.approx(sum(counts) / 120)
    assert metrics["worst_case"] == pytest.approx(6 / 12)
    assert metrics["reasoning_robustness"] == pytest.approx(60 / sum(counts))


def test_dynamath_leaves_programs_with_unscored_variants_out_of_the_worst_case() -> None:
    rows = [
        (question("1", program=program), verdict(told)) for program, told in (("1", True), ("1", None), ("2", True))
    ]
    metrics = DynaMath().metrics(rows)
    assert (metrics["programs"], metrics["programs_scored"], metrics["worst_case"]) == (2, 1, 1.0)


def test_dynamath_reads_the_generators_file_and_lists(tmp_path: Path) -> None:
    made = tmp_path / "trial2" / "dataset.json"
    made.parent.mkdir()
    made.write_text((DATA / "dynamath_trial2.json").read_text())
    found = {question.id: question for question in DynaMath().read(made)}
    assert list(found) == ["1-v2", "2-v2", "5-v2", "6-v2"]
    assert found["5-v2"].choices == ("yes", "no")
    rows = [{"id": 7, "question": "?", "ground_truth": "2.5", "answer_type": "float", "variant": v} for v in (1, 2)]
    listed = tmp_path / "all.json"
    listed.write_text(json.dumps(rows))
    assert [question.id for question in DynaMath().read(listed)] == ["7-v1", "7-v2"]


@pytest.mark.parametrize(
    ("response", "extracted"),
    [
        ('{"solution": "", "short answer": "B"}', "B"),
        ('Here you are:\n```json\n{"solution": "a\nb", "short answer": 2.5}\n```', "2.5"),
        ('{"solution": "\\(x\\)", "short answer": "A"}', "A"),
        ('{"solution": "x"}', None),
        ('["short answer"]', None),
        ("B", None),
    ],
)
def test_dynamath_extracts(response: str, extracted: str | None) -> None:
    assert DynaMath().extract(question("1"), response).value == extracted


@pytest.mark.parametrize(
    ("answer_type", "truth", "answer", "correct"),
    [
        ("float", "6.2832", "2π", True),
        ("float", "6.2832", "6.283 units", True),
        ("float", "6.2832", "6.29", False),
        ("float", "6.2832", "about 6.2832", False),
        ("float", "3", "3", True),
        ("float", "3", "nan", False),
        ("multiple choice", "B", "B", True),
        ("multiple choice", "B", "(B) no", True),
        ("multiple choice", "B", "The B", False),
        ("text", "May", "In May.", True),
        ("text", "May", "June", False),
    ],
)
def test_dynamath_compares(answer_type: str, truth: str, answer: str, correct: bool) -> None:
    assert DynaMath().judge(question(truth, answer_type=answer_type), answer).correct is correct


# We-Math


def steps(name: str, number: int, *results: bool | None) -> list[tuple[Question, Verdict]]:
    """Rows of one problem: the results of its steps, then of the whole."""
    labels = [*map(str, range(1, number + 1)), "multi"]
    return [
        (
            Question(
                id=f"{name}-{label}", question="", answer="A", groups={"key": f"{number}steps_{label}"},
                facts={"problem": name, "steps": number, "step": label},
            ),
            verdict(result),
        )
        for label, result in zip(labels, results, strict=True)
    ]  # fmt: skip


def test_wemath_reads_steps_and_options(tmp_path: Path) -> None:
    row = {"ID": "2steps_1", "key": "2steps_multi", "knowledge concept": "Circles", "question": "How long?",
           "option": "A. 3, 4;B. 4, 3; C. 1; D. No correct answer", "answer": "B", "image_path": "i/1-multi.png",
           "question number": "721"}  # fmt: skip
    file = tmp_path / "testmini.json"
    file.write_text(json.dumps([row, {**row, "key": "2steps_1", "option": "one or two"}]))
    whole, step = WeMath().read(file)
    assert (whole.id, whole.choices) == ("2steps_1-multi", ("3, 4", "4, 3", "1", "No correct answer"))
    assert step.choices == ()
    assert step.question.endswith("one or two")  # options that cannot be told apart are not lost


@pytest.mark.parametrize(
    ("response", "extracted"),
    [
        ("<Thought process>: ... <Answer>: B", "B"),
        ("Answer A, no: <Answer>: C. 12 cm", "C"),
        ("Answer: (B)", None),
        ("B", "B"),
        ("Answer: b", None),
        ("", None),
    ],
)
def test_wemath_extracts(response: str, extracted: str | None) -> None:
    assert WeMath().extract(question("B"), response).value == extracted


def test_wemath_classes_and_scores() -> None:
    rows = [
        *steps("a", 2, True, True, True),  # complete mastery
        *steps("b", 2, True, True, False),  # inadequate generalization
        *steps("c", 2, True, False, False),  # insufficient knowledge
        *steps("d", 2, True, False, True),  # rote by the strict rule, mastery by the loose one
        *steps("e", 3, False, False, False, True),  # rote by both
        *steps("f", 3, True, True, None, True),  # not complete: counts nowhere
    ]
    metrics = WeMath().metrics(rows)
    strict, loose = metrics["strict"], metrics["loose"]
    assert (metrics["problems"], metrics["problems_scored"]) == (6, 5)
    assert [strict[name] for name in ("IG", "IK", "CM", "RM")] == [1, 1, 1, 2]
    assert [loose[name] for name in ("IG", "IK", "CM", "RM")] == [1, 1, 2, 1]
    assert strict["score"] == pytest.approx((5 - 0.5 - 2 - 1) / 5)
    assert loose["score"] == pytest.approx((5 - 0.5 - 1 - 1) / 5)
    assert strict["RM_rate"] == pytest.approx(2 / 3)
    assert (metrics["S1"], metrics["S2"], metrics["S3"]) == (pytest.approx(8 / 13), 0.5, 1.0)


# LogicVista


def test_logicvista_agrees_with_published_verdicts() -> None:
    rule = LogicVista()
    questions, responses = asked(rule, "logicvista_dataset.json"), rule.read_responses(DATA / "logicvista_results.csv")
    assert len(responses) == len(questions) > 10
    for key, row in responses.items():
        assert rule.judge(questions[key], row["extracted"]).correct is row["correct"]


@pytest.mark.parametrize("response", ["G", "?", " z ", "", "USER: x ASSISTANT: G"])
def test_logicvista_single_signs_that_are_no_answer(response: str) -> None:
    extraction = LogicVista().extract(question("A"), response)
    assert extraction.value is None
    assert not extraction.needs_model


@pytest.mark.parametrize(
    ("reply", "extracted"),
    [
        ('{"choices": ["B", "A"]}', "a, b"),
        ('["C"]', "c"),
        ("A and D", "a, d"),
        ("(B).", "b"),
        ("ZZZZZ", None),
        ('Sure: ["A", "B"]', "a, b"),
    ],
)
def test_logicvista_reads_the_extractors_reply(reply: str, extracted: str | None) -> None:
    extraction = LogicVista().read_extraction(question("A"), reply)
    assert extraction.value == extracted
    assert not extraction.needs_model


def test_logicvista_needs_exactly_the_true_letters() -> None:
    rule, asked = LogicVista(), question("B, D")
    assert rule.judge(asked, "d, b").correct
    assert not rule.judge(asked, "b").correct
    assert not rule.judge(asked, "b, c, d").correct
    assert rule.read_extraction(asked, "I cannot tell you that").needs_model
