from __future__ import annotations

import math

import pytest

from benchmarks.measures import Result, loss, mean_of, score


def run(qid: str, *docids: str, tied: bool = False) -> str:
    """Lines of TREC, best first."""
    return "".join(f"{qid} Q0 {docid} {rank} {1 if tied else 1 / rank} x\n" for rank, docid in enumerate(docids, 1))


def result(**ranks: float) -> Result:
    return Result({"MRR@10": sum(ranks.values()) / len(ranks)}, ranks, 1.0)


def test_the_measures_follow_the_rank_of_the_answer() -> None:
    found = score(run("d0", "b", "a"), {"d0": {"a": 1}})
    assert found.means == pytest.approx({"MRR@10": 1 / 2, "nDCG@10": 1 / math.log2(3), "R@100": 1})


def test_an_answer_behind_the_tenth_counts_for_recall_only() -> None:
    found = score(run("d0", *(f"b{number}" for number in range(10)), "a"), {"d0": {"a": 1}})
    assert found.means == {"MRR@10": 0, "nDCG@10": 0, "R@100": 1}


def test_a_query_without_hits_counts_0() -> None:
    found = score(run("d0", "a"), {"d0": {"a": 1}, "d1": {"b": 1}})
    assert found.reciprocal_ranks == {"d0": 1, "d1": 0}
    assert found.means == {"MRR@10": 0.5, "nDCG@10": 0.5, "R@100": 0.5}


def test_a_run_without_hits_measures_0() -> None:
    assert score("", {"d0": {"a": 1}}).means == {"MRR@10": 0, "nDCG@10": 0, "R@100": 0}


@pytest.mark.parametrize("answer", ["a", "c"])
def test_equal_scores_are_ranked_as_the_run_ranks_them(answer: str) -> None:
    found = score(run("d0", "b", answer, tied=True), {"d0": {answer: 1}})
    assert found.means == pytest.approx({"MRR@10": 1 / 2, "nDCG@10": 1 / math.log2(3), "R@100": 1})


def test_each_of_two_answers_counts_for_recall() -> None:
    assert score(run("d0", "a"), {"d0": {"a": 1, "b": 1}}).means["R@100"] == 0.5


def test_loss_is_the_share_of_what_the_same_queries_had() -> None:
    assert loss(result(d0=1.0, d1=0.5, d2=0.0), result(d1=0.25)) == 0.5


def test_loss_is_below_0_where_the_typed_queries_gain() -> None:
    assert loss(result(d0=0.5), result(d0=1.0)) == -1


def test_nothing_can_be_lost_where_nothing_was_found() -> None:
    assert loss(result(d0=0.0), result(d0=0.0)) == 0


def test_the_mean_is_that_of_the_queries_asked_for() -> None:
    assert mean_of(result(d0=1.0, d1=0.5, d2=0.0), ["d0", "d1"]) == 0.75
