use super::*;

fn of(pattern: &str) -> String {
    translate(pattern, PatternOptions::default(), Dialect::Octave).unwrap().pattern
}

fn mistake(pattern: &str) -> Mistake {
    translate(pattern, PatternOptions::default(), Dialect::Octave).unwrap_err()
}

#[test]
fn every_translation_compiles() {
    for p in [
        r"^key(\d+)=(.*)$",
        r"a{,2}",
        "a{x",
        "[]]",
        "[^]]",
        "[a[b]",
        "[&&]",
        r"(?<n>\w+)\.(?<m>\w+)",
        r"\<b\w*\>",
        r"(a)\1",
        r"[[:alpha:]_]+",
        r"\Qa.b\E",
        "(?i)a(?-i:b)",
        r"x{2}+y",
        r"(?>a+)b",
        r"\x41[\x41-\x{43}]",
        "(?(1)a|b)()",
    ] {
        let t = of(p);
        assert!(fancy_regex::Regex::new(&t).is_ok(), "{p} became {t}");
    }
}

#[test]
fn mistakes_are_worded_as_pcre_does() {
    assert_eq!(mistake("("), ("missing )", 1));
    assert_eq!(mistake("a)"), ("unmatched parentheses", 1));
    assert_eq!(mistake("[a"), ("missing terminating ] for character class", 2));
    assert_eq!(mistake("*"), ("nothing to repeat", 0));
    assert_eq!(mistake("a**"), ("nothing to repeat", 2));
    assert_eq!(mistake("a{3,1}"), ("numbers out of order in {} quantifier", 5));
    assert_eq!(mistake("[z-a]"), ("range out of order in character class", 3));
}
