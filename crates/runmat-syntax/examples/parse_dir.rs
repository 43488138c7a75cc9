//! Parses every `.m` file below the folders given and shows what was wrong: `parse_dir [--matlab] DIR…`.

use std::path::{Path, PathBuf};

use runmat_syntax::{Dialect, parse, render};

fn main() {
    let mut dialect = Dialect::Octave;
    let (mut files, mut wrong) = (0, 0);
    for arg in std::env::args().skip(1) {
        if arg == "--matlab" {
            dialect = Dialect::Matlab;
            continue;
        }
        for path in scripts(Path::new(&arg)) {
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let source = String::from_utf8_lossy(&bytes);
            let parsed = parse(&source, dialect);
            files += 1;
            wrong += usize::from(!parsed.diagnostics.is_empty());
            for diag in &parsed.diagnostics {
                println!("{}\n", render(diag, &path.display().to_string(), &source, dialect));
            }
        }
    }
    println!("{files} files, {wrong} with diagnostics");
}

fn scripts(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(scripts(&path));
        } else if path.extension().is_some_and(|extension| extension == "m") {
            found.push(path);
        }
    }
    found.sort();
    found
}
