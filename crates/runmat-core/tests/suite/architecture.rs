//! Rules of the workspace that the compiler does not check.

use crate::support::root;
use std::path::{Path, PathBuf};

/// The floors: each crate with those of the workspace that it may use.
const FLOORS: &[(&str, &[&str])] = &[
    ("runmat-async", &[]),
    ("runmat-syntax", &[]),
    ("runmat-value", &["runmat-syntax"]),
    ("runmat-accelerate", &["runmat-async", "runmat-value"]),
    ("runmat-hir", &["runmat-syntax", "runmat-value"]),
    ("runmat-ignition", &["runmat-async", "runmat-syntax", "runmat-value", "runmat-hir"]),
    ("runmat-runtime", &["runmat-async", "runmat-syntax", "runmat-value", "runmat-hir", "runmat-ignition"]),
    (
        "runmat-core",
        &["runmat-async", "runmat-syntax", "runmat-value", "runmat-hir", "runmat-ignition", "runmat-runtime"],
    ),
    ("runmat-executors", &["runmat-async"]),
    ("runmat-http", &["runmat-async", "runmat-core"]),
    (
        "runmat-wasm",
        &["runmat-async", "runmat-syntax", "runmat-value", "runmat-hir", "runmat-core", "runmat-executors"],
    ),
    (
        "runmat-cli",
        &[
            "runmat-http",
            "runmat-accelerate",
            "runmat-async",
            "runmat-syntax",
            "runmat-value",
            "runmat-hir",
            "runmat-ignition",
            "runmat-runtime",
            "runmat-core",
        ],
    ),
];

/// Dependencies of a manifest that stand under `[dependencies]`.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut section = "";
    let mut names = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        } else if section == "[dependencies]" && !line.is_empty() && !line.starts_with('#') {
            let end = line.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(line.len());
            names.push(line[..end].to_string());
        }
    }
    names
}

#[test]
fn crates_use_only_what_lies_below_them() {
    let crates = root().join("crates");
    let mut seen = 0;
    for entry in std::fs::read_dir(&crates).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(manifest) = std::fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let (_, allowed) = FLOORS.iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("{name} has no floor"));
        seen += 1;
        for used in dependencies(&manifest).iter().filter(|d| d.starts_with("runmat-")) {
            assert!(allowed.contains(&used.as_str()), "{name} must not use {used}");
        }
    }
    assert_eq!(seen, FLOORS.len());
}

#[test]
fn the_lowest_floor_depends_on_nothing() {
    let manifest = std::fs::read_to_string(root().join("crates/runmat-async/Cargo.toml")).unwrap();
    assert_eq!(dependencies(&manifest), Vec::<String>::new());
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// A `static` that can change holds state of runs; tables and counts of allocation in tests do not.
fn is_mutable_static(line: &str) -> bool {
    let code = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
    let Some(rest) = code.strip_prefix("static ") else { return false };
    let cell = ["mut ", "Mutex<", "RwLock<", "Cell<", "Atomic", "OnceLock<", "LazyLock<"];
    cell.iter().any(|c| rest.contains(c))
}

#[test]
fn no_state_outside_of_objects() {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let src = entry.unwrap().path().join("src");
        if src.is_dir() {
            sources(&src, &mut files);
        }
    }
    assert!(files.len() > 50);
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        for (k, line) in text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            assert!(!line.contains("thread_local!"), "{}:{}: a thread-local", file.display(), k + 1);
            // Tables computed once and never changed are no state of a run.
            let computed = line.contains("LazyLock<") || line.contains("OnceLock<");
            assert!(computed || !is_mutable_static(line), "{}:{}: a mutable static", file.display(), k + 1);
        }
    }
}

#[test]
fn lock_files_of_packages_name_no_registry() {
    let mut seen = 0;
    for package in ["bindings/ts", "web"] {
        let Ok(lock) = std::fs::read_to_string(root().join(package).join("package-lock.json")) else { continue };
        assert!(!lock.contains("\"resolved\": \"http"), "{package}: npm install with omit-lockfile-registry-resolved");
        seen += 1;
    }
    assert!(seen > 0);
}
