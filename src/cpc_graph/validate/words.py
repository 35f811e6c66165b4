"""The words of reports, in French and English, and how words of documents are shown."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "fr": {
        "Violation": ("violation", "violations"),
        "Warning": ("avertissement", "avertissements"),
        "Info": ("remarque", "remarques"),
        "fine": "aucune règle n'est enfreinte",
        "rules": "{0} règles, droit {1}",
        "own day": "du jour de chaque acte",
        "day": "du {0}",
        "value": "valeur",
        "law": "droit",
        "rule": "règle",
        "expected": "attendu",
        "patch": "proposition",
        "accepted": "accepté",
        "unused": "entrée sans objet de la liste des écarts acceptés",
        "line": "ligne",
        "quote": "« {0} »",
        "colon": " : ",
        "semicolon": " ; ",
    },
    "en": {
        "Violation": ("violation", "violations"),
        "Warning": ("warning", "warnings"),
        "Info": ("remark", "remarks"),
        "fine": "no rule is broken",
        "rules": "{0} rules, law {1}",
        "own day": "of the day of each act",
        "day": "of {0}",
        "value": "value",
        "law": "law",
        "rule": "rule",
        "expected": "expected",
        "patch": "proposal",
        "accepted": "accepted",
        "unused": "entry of the baseline that covers nothing",
        "line": "line",
        "quote": "“{0}”",
        "colon": ": ",
        "semicolon": "; ",
    },
}
