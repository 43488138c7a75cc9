//! Texts that are deep, long or cut short.

use runmat_syntax::{Dialect, Options, Parsed, parse, parse_with};

const DIALECTS: [Dialect; 2] = [Dialect::Matlab, Dialect::Octave];

/// The text parses in both dialects, on a small stack, and is found too deep or not.
fn check_depth(source: &str, too_deep: bool) {
    for dialect in DIALECTS {
        let source = source.to_string();
        let parse = move || parse(&source, dialect).diagnostics;
        let diagnostics = std::thread::Builder::new().stack_size(3 << 19).spawn(parse).unwrap().join().unwrap();
        let found = diagnostics.iter().any(|diag| diag.message.contains("too deep"));
        assert_eq!(found, too_deep, "{dialect:?}: {:?}", diagnostics.first());
    }
}

#[test]
fn endless_nesting_is_one_error() {
    for opening in [
        "(",
        "[",
        "{",
        "-",
        "~",
        "+-",
        "f(",
        "f{",
        "x.(",
        "@() ",
        "1+(",
        "a^-",
        "[[a (",
        "if a\n",
        "while a\n",
        "try\n",
        "for i=1:3\n",
        "do\n",
        "switch x\ncase 1\n",
        "f(@() ",
        "async @() do\n",
        "x = async @() do\n",
        "unwind_protect\n",
        "a:(",
        "[f(",
        "await ",
        "1^(",
        "a&&(b||(",
    ] {
        check_depth(&opening.repeat(100_000), true);
    }
}

#[test]
fn functions_without_end_do_not_nest() {
    check_depth(&"function f\n".repeat(100_000), false);
}

#[test]
fn endless_chains_are_one_error() {
    for link in ["1+", "a.", "a(1).", "a:b+", "a||", "a'*", "a.^"] {
        check_depth(&format!("x = {}a", link.repeat(100_000)), true);
    }
    for link in ["'", "{1}", "(1)", ".a"] {
        check_depth(&format!("x = a{}", link.repeat(100_000)), true);
    }
    check_depth(&format!("x{} = 1", ".a".repeat(100_000)), true);
}

#[test]
fn ordinary_depth_is_fine() {
    let parens = format!("x = {}1{}", "(".repeat(100), ")".repeat(100));
    check_depth(&parens, false);
    check_depth(&format!("x = {}1", "1 + ".repeat(900)), false);
    check_depth(&format!("x = [{}]", "1, ".repeat(100_000)), false);
    check_depth(&format!("x = {{{}}}", "'a';\n".repeat(100_000)), false);
    let blocks = format!("{}{}", "if a\n".repeat(100), "end\n".repeat(100));
    check_depth(&blocks, false);
    let branches = format!("if a\n{}end", "elseif b\n x\n".repeat(50_000));
    check_depth(&branches, false);
}

#[test]
fn long_texts_take_linear_time() {
    // Each would take minutes if some part were read again for every line.
    for line in [
        "x = [1 2 3]; % comment\n",
        "f(1,\n",
        "x = (1\n",
        "(=;",
        "x = [1\n",
        "%{\n",
        "'abc\n",
        "x = 1 y\n",
        "function f\n",
        "end\n",
        "if x = (1\n",
        "{[(\n",
        "a b c ...\n",
        "\"a\\\n",
        "x.",
        "...\n",
        "@(\n",
        "!\n",
        "  % c\n",
        "\t",
        "x = { % c\n",
        "arguments\n",
        "classdef A\n",
        "properties (\n",
        "= ",
        "[~, ",
        "case\n",
        "foo b '",
    ] {
        let source = line.repeat(200_000 / line.len());
        for dialect in DIALECTS {
            parse(&source, dialect);
        }
    }
}

fn interactive(source: &str, dialect: Dialect) -> Parsed {
    parse_with(source, &Options { dialect, variables: &["known".into()], interactive: true })
}

#[test]
fn a_prompt_knows_when_to_ask_for_more() {
    for dialect in DIALECTS {
        for source in [
            "if x",
            "if x\n y",
            "for i=1:3\n",
            "x = [1 2",
            "x = [1 2\n 3 4\n",
            "f(1,",
            "f(",
            "x = {",
            "function f",
            "function r = f(x)\n r = x;\n",
            "while 1, if x, y, end",
            "switch x\ncase 1",
            "try\n x",
            "y = 1 + ...",
            "y = 1 ...\n",
            "%{\n",
            "do\n x",
            "unwind_protect",
            "x(1:",
            "x(:",
            "x.(",
            "f(@() do",
        ] {
            let parsed = interactive(source, dialect);
            assert!(parsed.is_incomplete(), "{dialect:?} {source}: {:?}", parsed.diagnostics);
        }
        for source in [
            "",
            "x = 1",
            "x = 3 +",
            "x = 'abc",
            "if x, end",
            "end",
            "x = [1 2)",
            "f(1, 2))",
            "x = * 2\nif y",
            "function f\nend",
            "1 = 2",
            "x = $",
        ] {
            let parsed = interactive(source, dialect);
            assert!(!parsed.is_incomplete(), "{dialect:?} {source}: {:?}", parsed.diagnostics);
        }
    }
}

#[test]
fn known_variables_are_no_commands() {
    let dump = |source| runmat_syntax::dump::unit(&interactive(source, Dialect::Matlab).unit);
    assert_eq!(dump("known -1"), "(- known 1)");
    assert_eq!(dump("other -1"), "(command other \"-1\")");
}
