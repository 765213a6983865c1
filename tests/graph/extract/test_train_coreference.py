from siegegraph.graph.extract.coreference.ranker import probabilities, trained_weights
from siegegraph.graph.extract.coreference.train_coreference import Decision, fitted

SUBJECT_MEANT = [Decision([["subject"], ["object"], ["none"]], [True, False, False])] * 9
NOTHING_MEANT = [Decision([["object"], ["none"]], [False, True])] * 3


def test_what_was_meant_in_training_is_likelier() -> None:
    weights = fitted([*SUBJECT_MEANT, *NOTHING_MEANT])
    subject, other, none = probabilities([["subject"], ["object"], ["none"]], weights)
    assert subject > 0.8 > none > other


def test_fitting_has_no_chance_in_it() -> None:
    assert fitted(SUBJECT_MEANT) == fitted(SUBJECT_MEANT)


def test_rare_features_get_no_weight() -> None:
    rare = Decision([["subject", "seen once"], ["object"], ["none"]], [True, False, False])
    assert "seen once" not in fitted([*SUBJECT_MEANT, rare])


def test_probabilities_of_one_decision_add_up_to_one() -> None:
    shares = probabilities([["at 0 0", "unknown"], ["none bias"]], trained_weights())
    assert abs(sum(shares) - 1) < 1e-9
