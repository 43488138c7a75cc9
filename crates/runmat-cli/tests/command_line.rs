//! The command line as users meet it: streams, exit statuses, reports.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

struct Ran {
    out: String,
    err: String,
    status: i32,
}

fn runmat(args: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_runmat"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let done = child.wait_with_output().unwrap();
    Ran {
        out: String::from_utf8_lossy(&done.stdout).into_owned(),
        err: String::from_utf8_lossy(&done.stderr).into_owned(),
        status: done.status.code().unwrap_or(-1),
    }
}

fn octave(code: &str) -> Ran {
    runmat(&["--compat", "octave", "-e", code], "")
}

/// A file in a folder of its own.
fn file(folder: &str, name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("runmat-cli-{}-{folder}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn text_prints_and_succeeds() {
    let r = octave("x = 3\ndisp('hi')");
    assert_eq!((r.out.as_str(), r.err.as_str(), r.status), ("x = 3\nhi\n", "", 0));
    assert_eq!(runmat(&["-e", "x = 3;  x"], "").out, "\nx =\n\n     3\n\n");
}

#[test]
fn standard_input_is_a_program() {
    let r = runmat(&["--compat", "octave"], "for k = 1:2\n  k\nend\n");
    assert_eq!((r.out.as_str(), r.status), ("k = 1\nk = 2\n", 0));
    assert_eq!(runmat(&["--compat", "octave", "-"], "y = 4").out, "y = 4\n");
}

#[test]
fn errors_go_to_the_error_stream_with_their_calls() {
    let path =
        file("errors", "broken.m", "1;\nfunction f(x)\n  error('a:b', 'no %d', x);\nend\ndisp('before');\nf(7);\n");
    let name = path.to_string_lossy();
    let r = runmat(&["--compat", "octave", &name], "");
    assert_eq!((r.out.as_str(), r.status), ("before\n", 1));
    assert_eq!(r.err, "error: no 7\nerror: called from\n    f at line 3 column 3\n    broken at line 6 column 1\n");
    let r = runmat(&[&name], "");
    assert_eq!(r.err, "Error using broken>f (line 3)\nno 7\n\nError in broken (line 6)\nf(7);\n");
}

#[test]
fn exit_statuses() {
    assert_eq!(octave("exit(7); disp(1)").status, 7);
    assert_eq!(octave("error('x')").status, 1);
    assert_eq!(octave("x = (1").status, 1);
    assert_eq!(runmat(&["--nosuch"], "").status, 2);
    assert_eq!(runmat(&["/no/such/file.m"], "").status, 2);
    assert_eq!(runmat(&["--help"], "").status, 0);
    assert!(runmat(&["--version"], "").out.starts_with("runmat "));
}

#[test]
fn a_function_file_gets_the_arguments_and_its_folder() {
    file("function", "helper.m", "function y = helper(x)\n  y = [x '!'];\nend\n");
    let main = file(
        "function",
        "greet.m",
        "function greet(varargin)\n  fprintf('%d\\n', nargin);\n  disp(helper(varargin{1}));\nend\n",
    );
    let r = runmat(&[&main.to_string_lossy(), "hello", "--stats"], "");
    assert_eq!((r.out.as_str(), r.err.as_str(), r.status), ("2\nhello!\n", "", 0));
}

#[test]
fn questions_are_asked_and_answered() {
    let code = "x = input('x: ');\nt = input('t: ', 's');\nprintf('%d %s\\n', x + 1, t);";
    let r = runmat(&["--compat", "octave", "-e", code], "41\nsome text\n");
    assert_eq!((r.out.as_str(), r.status), ("x: t: 42 some text\n", 0));
    let r = octave("x = input('x: ');");
    assert_eq!((r.err.as_str(), r.status), ("error: input: reading user-input failed!\n", 1));
}

#[test]
fn limits_end_runs() {
    for (limit, value, text) in [
        ("--fuel", "10000", "The run has used up its fuel."),
        ("--time-limit", "50ms", "The run has exceeded its time limit."),
    ] {
        let r = runmat(&["--compat", "octave", limit, value, "-e", "while true, end"], "");
        assert_eq!((r.err.as_str(), r.status), (format!("error: {text}\n").as_str(), 1));
    }
    let r = runmat(&["--compat", "octave", "--output-limit", "1k", "-e", "while true, disp('x'); end"], "");
    assert_eq!(r.status, 1);
    assert!(r.out.len() < 100_000);
}

#[test]
fn statistics_are_told() {
    let r = runmat(&["--stats", "-e", "x = 1;"], "");
    assert_eq!(r.status, 0);
    assert!(r.err.starts_with("fuel ") && r.err.contains("polls "), "{}", r.err);
}

#[test]
fn check_finds_without_running() {
    let bad = file("check", "bad.m", "disp('never');\nx = (1 + 2;\ny = 3 +;\n");
    let r = runmat(&["check", &bad.to_string_lossy()], "");
    assert_eq!(r.status, 1);
    assert!(r.out.contains("Line: 2") && r.out.contains("Line: 3"), "{}", r.out);
    assert!(!r.out.contains("never\n"));
    let fine = file("check", "fine.m", "x = 1;\ndisp(x + unknownname);\n");
    let r = runmat(&["check", &fine.to_string_lossy()], "");
    assert_eq!(r.status, 0);
    assert!(r.out.contains("fine.m:2:10: warning: 'unknownname'"), "{}", r.out);
}

#[test]
fn bytecode_is_listed() {
    let path = file("bytecode", "loop.m", "s = 0;\nfor k = 1:3\n  s = s + k;\nend\n");
    let r = runmat(&["bytecode", &path.to_string_lossy()], "");
    assert_eq!(r.status, 0);
    assert!(r.out.contains("Script loop") && r.out.contains("line 3"), "{}", r.out);
}

#[cfg(unix)]
#[test]
fn an_interrupt_stops_the_run() {
    let child = Command::new(env!("CARGO_BIN_EXE_runmat"))
        .args([
            "--compat",
            "octave",
            "-e",
            "disp('on'); unwind_protect, while true, end, unwind_protect_cleanup, disp('off'); end_unwind_protect",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(130));
    assert_eq!(String::from_utf8_lossy(&done.stdout), "on\noff\n");
}

#[test]
fn private_functions_packages_and_imports() {
    let main = file(
        "folders",
        "entry.m",
        "disp(near(1))\ndisp(tools.twice(4))\nuse()\nfunction use()\n  import tools.*\n  import tools.inner.thrice\n  disp(twice(5))\n  disp(thrice(2))\n  f = @twice; disp(f(1))\nend\n",
    );
    let folder = main.parent().unwrap();
    for (path, text) in [
        (
            "near.m",
            "function r = near(x)\n  f = @hidden;\n  r = hidden(x) + f(x) + 0 * feval('hidden', x) + 0 * eval('hidden(x)');\nend\n",
        ),
        ("private/hidden.m", "function r = hidden(x)\n  r = deeper(x) * 100;\nend\n"),
        ("private/deeper.m", "function r = deeper(x)\n  r = -x;\nend\n"),
        ("+tools/twice.m", "function r = twice(x)\n  r = 2 * x;\nend\n"),
        ("+tools/+inner/thrice.m", "function r = thrice(x)\n  r = 3 * x;\nend\n"),
    ] {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let code = format!("cd('{}'); entry; try, hidden(1), catch e, disp(e.identifier), end", folder.to_string_lossy());
    let r = runmat(&["-e", &code], "");
    let words: Vec<&str> = r.out.split_whitespace().collect();
    assert_eq!(words, ["-200", "8", "10", "6", "2", "MATLAB:UndefinedFunction"], "{}{}", r.out, r.err);
}

#[test]
fn warnings_tell_where_they_came_from() {
    let path = file("warned", "warned.m", "1;\nfunction f()\n  warning('so %d', 3);\nend\nf();\n");
    let r = runmat(&["--compat", "octave", &path.to_string_lossy()], "");
    assert_eq!(
        r.err,
        "warning: so 3\nwarning: called from\n    f at line 3 column 3\n    warned at line 5 column 1\n\n"
    );
    let r = octave("warning('x')");
    assert_eq!(r.err, "warning: x\n");
}

#[test]
fn a_prompt_deep_inside_is_answered_by_another_process() {
    let program = "function r = inner()\n  r = cellfun(@(x) input('? ') + x, {1, 2, 3});\nend\n\
                   function r = task()\n  try\n    r = inner();\n  catch e\n    r = e.message;\n  end\nend\n\
                   disp('start'); t = spawn(@task); disp(await(t)); disp('end');";
    let script = file("suspend", "prog.m", program);
    let saved = script.with_file_name("run.snap");
    let (script, saved) = (script.to_str().unwrap(), saved.to_str().unwrap());
    let r = runmat(&["--suspend", saved, script], "");
    assert_eq!((r.out.as_str(), r.err.as_str(), r.status), ("start\n? ", "", 75));
    for answer in ["10\n", "20\n"] {
        let r = runmat(&["--suspend", saved, "resume", saved], answer);
        assert_eq!((r.out.as_str(), r.err.as_str(), r.status), ("? ? ", "", 75));
    }
    let r = runmat(&["resume", saved], "30\n");
    assert_eq!((r.out.as_str(), r.err.as_str(), r.status), ("?     11    22    33\n\nend\n", "", 0));
}

#[test]
fn a_program_saves_itself_and_goes_on_later() {
    let folder = file("checkpoint", "x", "");
    let saved = folder.with_file_name("here.snap");
    let saved = saved.to_str().unwrap();
    let program = format!("x = 20; again = checkpoint('{saved}'); fprintf('%d %d\\n', again, x + again);");
    let r = runmat(&["-e", &program], "");
    assert_eq!((r.out.as_str(), r.err.as_str(), r.status), ("0 20\n", "", 0));
    for _ in 0..2 {
        assert_eq!(runmat(&["resume", saved], "").out, "1 21\n");
    }
    // What is not granted is not written, and a file that is no snapshot is none.
    let r = runmat(&["--sandbox", "-e", &program], "");
    assert!(r.err.contains("--allow-write") && r.status == 1, "{}", r.err);
    assert_eq!(runmat(&["resume", folder.to_str().unwrap()], "").status, 2);
    let mut bytes = std::fs::read(saved).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(saved, bytes).unwrap();
    let r = runmat(&["resume", saved], "");
    assert!(r.err.contains("damaged") && r.status == 2, "{}", r.err);
}

#[test]
fn a_recorded_run_is_repeated_without_its_world() {
    let data = file("journal", "data.txt", "12\n");
    let text = format!(
        "function main(name)\n  x = input('x = ');\n  d = str2double(fileread('{}'));\n  fprintf('%s %g %.17g\\n', name, x + d, rand());\n\
         warning('a warning');\n  [s, t] = system('echo $$'); fprintf('%s', t);\n  if x > 4, exit(x + 1), end\n  error('a:b', 'too small');\nend\n",
        data.display()
    );
    let program = file("journal", "main.m", &text);
    let path = program.with_file_name("run.jrnl");
    let (program, journal) = (program.to_str().unwrap(), path.to_str().unwrap());
    for answer in ["5\n", "1\n", ""] {
        let first = runmat(&["--record", journal, program, "someone"], answer);
        std::fs::write(&data, "something else").unwrap();
        for words in [&["--replay", journal][..], &["--replay", journal, program, "someone"]] {
            let again = runmat(words, "");
            assert_eq!((again.out, again.err, again.status), (first.out.clone(), first.err.clone(), first.status));
        }
        std::fs::write(&data, "12\n").unwrap();
        let departed = runmat(&["--replay", journal, program, "someone else"], "");
        assert_eq!(departed.status, 3, "{}", departed.err);
        assert!(departed.err.contains("departs from its journal"), "{}", departed.err);
    }
    let first =
        runmat(&["--record", journal, "--sandbox", "-e", "try, getenv('HOME'), catch e, disp(e.identifier), end"], "");
    assert_eq!(first.out, "RunMat:CapabilityDenied\n");
    assert_eq!(runmat(&["--replay", journal], "").out, first.out);
    assert_eq!(runmat(&["--replay", journal, "-e", "disp(1)"], "").status, 3);
    assert_eq!(runmat(&["--replay", program], "").status, 2, "not a journal");
    assert_eq!(runmat(&["--replay", "/nosuch/file"], "").status, 2);
    assert_eq!(runmat(&["--record", "/nosuch/file", "-e", "1"], "").status, 2);
    assert_eq!(runmat(&["--record", journal, "--replay", journal], "").status, 2);
}
