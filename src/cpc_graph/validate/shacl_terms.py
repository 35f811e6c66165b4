"""The terms of SHACL that an engine without advanced features runs, and those that we refuse to run."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TERMS = _words(
    """
    Shape NodeShape PropertyShape ValidationReport ValidationResult Violation Warning Info Severity
    BlankNode IRI Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral NodeKind
    targetClass targetNode targetObjectsOf targetSubjectsOf deactivated message severity property path
    alternativePath inversePath oneOrMorePath zeroOrMorePath zeroOrOnePath
    and or not xone node class datatype nodeKind minCount maxCount minLength maxLength minExclusive minInclusive
    maxExclusive maxInclusive pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint closed ignoredProperties
    hasValue in name description order group defaultValue PropertyGroup declare prefix namespace prefixes
    PrefixDeclaration sparql select ask SPARQLConstraint SPARQLExecutable SPARQLSelectExecutable SPARQLAskExecutable
    ConstraintComponent Parameter Parameterizable parameter optional labelTemplate validator nodeValidator
    propertyValidator Validator SPARQLSelectValidator SPARQLAskValidator
    conforms result focusNode resultPath value resultMessage resultSeverity sourceShape sourceConstraint
    sourceConstraintComponent detail shapesGraph shapesGraphWellFormed suggestedShapesGraph entailment
    """
) | frozenset(
    f"{word}ConstraintComponent"
    for word in _words(
        """
        And Class Closed Datatype Disjoint Equals HasValue In LanguageIn LessThan LessThanOrEquals MaxCount MaxExclusive
        MaxInclusive MaxLength MinCount MinExclusive MinInclusive MinLength Node NodeKind Not Or Pattern Property
        QualifiedMaxCount QualifiedMinCount SPARQL UniqueLang Xone
        """
    )
)
REFUSED = _words(
    """
    js jsFunctionName jsLibrary jsLibraryURL JSConstraint JSExecutable JSFunction JSLibrary JSRule JSTarget JSTargetType
    JSValidator rule Rule SPARQLRule TripleRule construct SPARQLConstructExecutable subject predicate object condition
    Function SPARQLFunction returnType nodes filterShape intersection union expression target Target TargetType
    SPARQLTarget SPARQLTargetType update SPARQLUpdateExecutable
    """
)
SINGLE = _words(
    """
    deactivated path datatype nodeKind minCount maxCount minLength maxLength minExclusive minInclusive maxExclusive
    maxInclusive pattern flags languageIn uniqueLang qualifiedMinCount qualifiedMaxCount closed in severity
    """
)
LISTS = _words("and or xone in languageIn ignoredProperties alternativePath")
SHAPES = _words("and or xone not node property qualifiedValueShape")
