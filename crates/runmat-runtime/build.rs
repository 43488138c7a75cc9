//! Lists `library/**/*.m` as (name, text) pairs.

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=library");
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("library");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let rows: String =
        files.iter().map(|f| format!("    ({:?}, include_str!({:?})),\n", name_of(f), f.to_str().unwrap())).collect();
    let text = format!("/// Name and text of each file.\npub const SOURCES: &[(&str, &str)] = &[\n{rows}];\n");
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap()).join("library.rs");
    std::fs::write(out, text).unwrap();
}

/// The name of the function in a file: `@class/method` for methods.
fn name_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap().to_str().unwrap();
    match file.parent().and_then(Path::file_name).and_then(|f| f.to_str()) {
        Some(folder) if folder.starts_with('@') => format!("{folder}/{stem}"),
        _ => stem.to_string(),
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "m") {
            files.push(path);
        }
    }
}
