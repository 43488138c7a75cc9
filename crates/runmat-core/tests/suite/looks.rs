//! Looking at variables as a workspace browser does.

use crate::support::{Probe, octave, printed};
use runmat_core::{Capabilities, RunMatSession};
use std::future::Future;
use std::path::PathBuf;
use std::task::{Context, Poll, Waker};

fn matlab() -> RunMatSession {
    RunMatSession::builder().capabilities(Capabilities::all()).build()
}

/// Statements that make a variable `x`.
const VALUES: [&str; 13] = [
    "x = table([1.5; 2], [\"a\"; \"b\"], 'VariableNames', {'n', 's'});",
    "x = datetime(2024, 1, [1; 2]);",
    "x = hours([1 2.5]);",
    "x = calmonths(3);",
    "x = categorical({'red', 'blue'});",
    "x = dictionary(\"a\", 5);",
    "x = [\"one\" \"two\"];",
    "x = containers.Map('k', 7);",
    "x = {datetime(2024, 1, 2), table(1)};",
    "x = struct('when', datetime(2024, 1, 2));",
    "x = magic(4);",
    "x = (1:20000)';",
    "x = @(a) a + 1;",
];

#[test]
fn variables_show_what_disp_prints() {
    let s = matlab();
    for make in VALUES {
        s.execute_blocking(make).unwrap();
        let expected = printed(&s, "disp(x)");
        assert_eq!(s.shown("x"), Some(expected), "{make}");
        assert!(s.shown("nosuch").is_none());
    }
    assert!(printed(&s, "disp(datetime(2024, 1, 2))").contains("02-Jan-2024"));
}

#[test]
fn they_are_shown_while_a_program_is_under_way() {
    let s = matlab();
    let expected = printed(&s, "T = table([1; 2]); disp(T)");
    for code in ["T = table([1; 2]); input('? ');", "T = table([1; 2]); while true, end"] {
        let mut run = Probe::new(&s, &format!("clear T; {code}"));
        for _ in 0..50 {
            assert!(run.poll().is_pending());
        }
        let before = s.handle().fuel_used();
        assert_eq!(s.shown("T"), Some(expected.clone()), "{code}");
        assert_eq!(s.handle().list_now()[0].preview, "2×1 table");
        assert_eq!(s.handle().fuel_used(), before, "the run is not charged for it");
        assert!(run.poll().is_pending());
    }
}

/// What a host does that has a loop of its own; the executor of pages does it likewise.
trait ListNow {
    fn list_now(&self) -> Vec<runmat_core::Listed>;
}

impl ListNow for runmat_core::SessionHandle {
    fn list_now(&self) -> Vec<runmat_core::Listed> {
        runmat_async::block_on(self.list(), &runmat_core::TimerQueue::system())
    }
}

/// A folder with a class `shy` whose `disp` is given.
fn with_class(name: &str, disp: &str) -> (RunMatSession, PathBuf) {
    let folder = std::env::temp_dir().join(format!("runmat-looks-{}-{name}", std::process::id()));
    let class = folder.join("@shy");
    std::fs::create_dir_all(&class).unwrap();
    let make = "function o = shy(x)\n  o = class(struct('x', x), 'shy');\nend\n";
    std::fs::write(class.join("shy.m"), make).unwrap();
    std::fs::write(class.join("disp.m"), format!("function disp(o)\n  {disp}\nend\n")).unwrap();
    let s = octave().path(vec![folder.to_string_lossy().into_owned()]).build();
    s.execute_blocking("x = shy(7);").unwrap();
    (s, folder)
}

#[test]
fn objects_are_shown_by_their_class_and_looking_changes_nothing() {
    let (s, folder) = with_class("plain", "persistent n; n(end + 1) = 1; fprintf('shy: %d\\n', o.x);");
    // The method has never been called, so that it has to be found and read.
    assert_eq!(s.shown("x").as_deref(), Some("shy: 7\n"));
    let mut run = Probe::new(&s, "x = shy(8); y = 0; input('? ');");
    assert!(run.run().is_none());
    assert_eq!(s.shown("x").as_deref(), Some("shy: 8\n"));
    drop(run);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_look_does_nothing_to_the_world() {
    let file = std::env::temp_dir().join(format!("runmat-looks-{}.txt", std::process::id()));
    let write = format!("f = fopen('{}', 'w'); fprintf(f, 'no'); fclose(f);", file.display());
    for (name, disp) in
        [("writes", write.as_str()), ("runs", "system('true');"), ("asks", "input('? ');"), ("waits", "pause(10);")]
    {
        let (s, folder) = with_class(name, disp);
        let text = s.shown("x").unwrap();
        assert!(text.starts_with("This shy can't be shown: "), "{disp}: {text}");
        assert!(!file.exists());
        s.execute_blocking("y = 1;").unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn polls_of_a_look_are_short_and_it_ends() {
    let (s, folder) = with_class("endless", "while true, end");
    let mut look = std::pin::pin!(s.handle().show("x"));
    let mut polls = 0;
    let text = loop {
        polls += 1;
        match look.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(text) => break text.unwrap(),
            Poll::Pending => {}
        }
    };
    assert!(polls > 100, "{polls}");
    assert!(text.starts_with("This shy can't be shown: "), "{text}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn previews_name_the_elements_of_small_arrays() {
    let s = matlab();
    let cases = [
        ("3", "3"),
        ("pi", "3.1416"),
        ("[1 2 3; 4 5 6]", "[1 2 3;4 5 6]"),
        ("[0.5; 2]", "[0.5000;2]"),
        ("1:4", "[1 2 3 4]"),
        ("uint8([1 2])", "[1 2]"),
        ("[true false]", "[1 0]"),
        ("1 + 2i", "1.0000 + 2.0000i"),
        ("'text'", "'text'"),
        ("''", "''"),
        ("['ab'; 'cd']", "2×2 char"),
        ("\"text\"", "\"text\""),
        ("[\"a\"; \"b\"]", "[\"a\";\"b\"]"),
        ("[]", "[]"),
        ("zeros(0, 3)", "0×3 double"),
        ("magic(4)", "4×4 double"),
        ("ones(2, 2, 2)", "2×2×2 double"),
        ("speye(3)", "3×3 sparse double"),
        ("{1, 'a', 3}", "1×3 cell"),
        ("{}", "0×0 cell"),
        ("struct('a', {1, 2})", "1×2 struct"),
        ("@(x) x + 1", "@(x)x+1"),
        ("table((1:4)', (1:4)')", "4×2 table"),
        ("datetime(2024, 1, 2)", "02-Jan-2024"),
        ("datetime(2024, 1, 1:3)", "1×3 datetime"),
        ("hours(3)", "3 hr"),
        ("categorical({'red'})", "red"),
    ];
    for (value, expected) in cases {
        s.execute_blocking(format!("clear; x = {value};")).unwrap();
        let list = s.handle().list_now();
        assert_eq!((list[0].name.as_str(), list[0].preview.trim()), ("x", expected), "{value}");
    }
}
