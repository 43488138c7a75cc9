//! What a session may do to the world outside.

use runmat_core::{Capabilities, Dialect, Effect, EffectKind, RunMatSession};
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
    }
    let write = |name: &str| identifier(&s, &format!("f = fopen('{}', 'w'); fclose(f);", place.path(name)));
    assert_eq!(write("open/sub/new.txt"), "");
    assert_eq!(write("open/new.txt"), DENIED);
    assert_eq!(write("open/sub/../../secret.txt"), DENIED);
    assert_eq!(std::fs::read_to_string(place.path("secret.txt")).unwrap(), "secret");
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
