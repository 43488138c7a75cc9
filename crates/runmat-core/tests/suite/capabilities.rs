//! What a session may do to the world outside.

use runmat_core::{Capabilities, Dialect, Effect, EffectKind, HostFunction, PendingInteraction, RunMatSession};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// A folder with a granted part, a secret beside it, and links between them.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("runmat-capabilities-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(root.join("open/sub")).unwrap();
        std::fs::write(root.join("secret.txt"), "secret").unwrap();
        std::fs::write(root.join("open/a.txt"), "hello").unwrap();
        std::fs::write(root.join("open/helper.m"), "function r = helper()\n  r = 7;\nend\n").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("secret.txt"), root.join("open/link.txt")).unwrap();
            std::os::unix::fs::symlink("/", root.join("open/root")).unwrap();
            std::os::unix::fs::symlink(root.join("open/a.txt"), root.join("open/good.txt")).unwrap();
        }
        Place(root)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn session(granted: Capabilities) -> RunMatSession {
    RunMatSession::builder().dialect(Dialect::Matlab).capabilities(granted).build()
}

fn identifier(s: &RunMatSession, text: &str) -> String {
    match s.execute_blocking(text) {
        Ok(_) => String::new(),
        Err(e) => e.identifier.clone(),
    }
}

const DENIED: &str = "RunMat:CapabilityDenied";

#[test]
fn nothing_is_granted_unless_said() {
    let place = Place::new("nothing");
    let s = session(Capabilities::none());
    for text in [
        format!("x = fileread('{}');", place.path("open/a.txt")),
        format!("f = fopen('{}', 'w');", place.path("open/new.txt")),
        format!("d = dir('{}');", place.path("open")),
        format!("mkdir('{}');", place.path("open/x")),
        format!("delete('{}');", place.path("open/a.txt")),
        "x = getenv('HOME');".into(),
        "[s, t] = system('echo hi');".into(),
        "x = now();".into(),
    ] {
        assert_eq!(identifier(&s, &text), DENIED, "{text}");
    }
    // What needs nothing of the outside works; what may not be seen is not there.
    assert_eq!(identifier(&s, "x = sum(magic(4)); t = tic; y = toc(t); z = rand();"), "");
    assert_eq!(identifier(&s, &format!("assert(exist('{}', 'file') == 0)", place.path("open/a.txt"))), "");
    assert!(std::fs::read(place.path("open/a.txt")).is_ok() && std::fs::metadata(place.path("open/x")).is_err());
}

#[test]
fn neither_dots_nor_links_lead_out() {
    let place = Place::new("links");
    let s = session(Capabilities::none().read(place.path("open")).write(place.path("open/sub")));
    let read = |name: &str| identifier(&s, &format!("x = fileread('{}');", place.path(name)));
    assert_eq!(read("open/a.txt"), "");
    assert_eq!(read("open/sub/../a.txt"), "");
    for name in ["secret.txt", "open/../secret.txt", "open/sub/../../secret.txt", "open/nosuch/../../secret.txt"] {
        assert_eq!(read(name), DENIED, "{name}");
    }
    if cfg!(unix) {
        assert_eq!(read("open/good.txt"), "");
        assert_eq!(read("open/link.txt"), DENIED);
        assert_eq!(read("open/root/etc/passwd"), DENIED);
        // What does not exist on the way does not hide a link behind it.
        assert_eq!(read("open/nosuch/../link.txt"), DENIED);
        assert_eq!(read("open/nosuch/deep/../../root/etc/passwd"), DENIED);
    }
    assert_eq!(read("open/sub/nosuch/../../a.txt"), "");
    let write = |name: &str| identifier(&s, &format!("f = fopen('{}', 'w'); fclose(f);", place.path(name)));
    assert_eq!(write("open/sub/new.txt"), "");
    assert_eq!(write("open/new.txt"), DENIED);
    assert_eq!(write("open/sub/../../secret.txt"), DENIED);
    assert_eq!(std::fs::read_to_string(place.path("secret.txt")).unwrap(), "secret");
}

#[test]
fn long_paths_cost_neither_stack_nor_much_time() {
    let place = Place::new("long");
    let s = session(Capabilities::none().read(place.path("open")));
    let begun = std::time::Instant::now();
    for text in
        ["repmat('a/', 1, 4e5)", "repmat('../', 1, 4e5)", "['/' repmat('a', 1, 1e6)]", "repmat('a/../', 1, 2e5)"]
    {
        let text = format!("cd('{}'); x = fileread([{text} 'a.txt']);", place.path("open"));
        assert_ne!(identifier(&s, &text), "RunMat:InternalError", "{text}");
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn the_error_names_what_would_grant_it() {
    let place = Place::new("words");
    let s = session(Capabilities::none());
    let e = s
        .execute_blocking(format!("function f()\n  fileread('{}');\nend\nf();", place.path("secret.txt")))
        .unwrap_err();
    assert!(e.message.contains("--allow-read="), "{}", e.message);
    assert_eq!(e.stack.first().map(|f| f.line), Some(2));
    // Programs may catch it.
    assert_eq!(
        identifier(&s, "try, getenv('X'); catch e, assert(strcmp(e.identifier, 'RunMat:CapabilityDenied')); end"),
        ""
    );
}

#[test]
fn functions_are_found_only_where_reading_is_granted() {
    let place = Place::new("path");
    let open = session(Capabilities::none().read(place.path("open")));
    open.add_path(place.path("open"));
    assert_eq!(identifier(&open, "assert(helper() == 7)"), "");
    let closed = session(Capabilities::none());
    closed.add_path(place.path("open"));
    assert_eq!(identifier(&closed, "helper();"), "MATLAB:UndefinedFunction");
}

#[test]
fn each_effect_is_told() {
    let place = Place::new("audit");
    let seen: Arc<Mutex<Vec<Effect>>> = Arc::default();
    let list = seen.clone();
    let granted = Capabilities::none().read(place.path("open")).audit(move |e| list.lock().unwrap().push(e.clone()));
    let s = session(granted);
    assert_eq!(identifier(&s, &format!("x = fileread('{}');", place.path("open/a.txt"))), "");
    assert_eq!(identifier(&s, "system('true');"), DENIED);
    let seen = seen.lock().unwrap();
    assert!(seen.iter().any(|e| e.kind == EffectKind::Read && e.granted && e.what.ends_with("open/a.txt")), "{seen:?}");
    assert!(seen.iter().any(|e| e.kind == EffectKind::Process && !e.granted && e.what == "true"), "{seen:?}");
}

#[test]
fn a_host_may_be_asked() {
    let place = Place::new("ask");
    let s = session(Capabilities::none().ask());
    let asked: Mutex<Vec<PendingInteraction>> = Mutex::default();
    let run = |text: &str, answer: &str| {
        let result = s.execute_answering(text, |q| {
            asked.lock().unwrap().push(q.clone());
            Ok(answer.into())
        });
        result.map(|r| r.printed.text()).map_err(|e| e.identifier.clone())
    };
    let file = place.path("open/a.txt");
    let read = format!(
        "f = @() fileread('{file}'); x = cellfun(@(k) f(), {{1, 2}}, 'UniformOutput', false); fprintf('%s', x{{:}});"
    );
    assert_eq!(run(&read, "no"), Err(DENIED.into()));
    assert_eq!(run(&read, "yes"), Ok("hellohello".into()));
    assert_eq!(run(&read, "no"), Ok("hellohello".into()), "what was permitted stays so");
    assert_eq!(run("x = getenv('HOME'); fprintf('%d', isempty(x));", "y"), Ok("0".into()));
    assert_eq!(run("[s, t] = system('echo hi'); fprintf('%s', t);", "y"), Ok("hi\n".into()));
    assert_eq!(run("try, now(); catch e, fprintf('%s', e.identifier); end", "n"), Ok(DENIED.into()));
    let asked = asked.into_inner().unwrap();
    let kinds: Vec<&str> = asked
        .iter()
        .map(|q| if let PendingInteraction::Permission { kind, .. } = q { kind.as_str() } else { "" })
        .collect();
    assert_eq!(kinds[..2], ["read", "read"]);
    assert!(kinds.contains(&"environment") && kinds.contains(&"process") && kinds.contains(&"clock"), "{kinds:?}");
    assert!(
        matches!(&asked[0], PendingInteraction::Permission { what, prompt, .. } if what.ends_with("open/a.txt") && prompt.contains(what))
    );
    // Where nobody answers it is refused.
    assert_eq!(identifier(&session(Capabilities::none().ask()), &format!("fileread('{file}');")), DENIED);
}

#[test]
fn functions_of_the_host_have_their_own_grants() {
    let reader = || HostFunction::new("sensor", || async { Ok(4.5) }).needs(EffectKind::Device, "thermometer");
    let plain = || HostFunction::new("plain", || async { Ok(1.0) });
    let with = |granted: Capabilities| {
        let s = session(granted);
        s.register(reader());
        s.register(plain());
        s
    };
    assert_eq!(identifier(&with(Capabilities::none()), "x = plain();"), "");
    assert_eq!(identifier(&with(Capabilities::none()), "x = sensor();"), DENIED);
    assert_eq!(identifier(&with(Capabilities::none().devices()), "x = sensor();"), "");
    assert_eq!(identifier(&with(Capabilities::none().function("sens*").devices()), "x = sensor();"), "");
    assert_eq!(identifier(&with(Capabilities::none().function("sens*")), "x = plain();"), DENIED);
    let seen: Arc<Mutex<Vec<Effect>>> = Arc::default();
    let list = seen.clone();
    let audited = with(Capabilities::none().no_functions().audit(move |e| list.lock().unwrap().push(e.clone())));
    assert_eq!(identifier(&audited, "x = plain();"), DENIED);
    assert!(seen.lock().unwrap().contains(&Effect {
        kind: EffectKind::Function,
        what: "plain".into(),
        granted: false
    }));
}
