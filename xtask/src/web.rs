//! `cargo xtask web`: the package for pages (`bindings/ts`) and the playground (`web`), from a clean checkout.
//!
//! 1. The crate `runmat-wasm` is compiled with the installed target; where there is none, with Debian's compiler for it and
//!    a standard library built along.
//! 2. `wasm-bindgen`, as a library of the version in `Cargo.lock`, makes the functions between the module and JavaScript.
//!    They become one function that gives a new instance each time: an instance is a session.
//! 3. TypeScript, Vite for the playground and, when the module shall be as small as can be, `wasm-opt` (package `binaryen`,
//!    a minute or more) come from `npm`.

use std::path::{Path, PathBuf};
use std::process::Command;

type Done<T = ()> = Result<T, String>;

const TARGET: &str = "wasm32-unknown-unknown";
/// Registers of 128 bits, and a stack for nested text and values.
const FLAGS: [&str; 2] = ["-Ctarget-feature=+simd128", "-Clink-arg=-zstack-size=8388608"];
/// Debian's compiler (packages `rustc-web cargo-web rust-web-src rust-web-llvm lld-22`).
const DEBIAN: [&str; 2] = ["/usr/bin/rustc", "/usr/bin/cargo"];
/// What all browsers of the last years have.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// For size. Two passes are left out that optimise again whatever they have changed, until there is nothing more: with either
/// of them it was not done after ten minutes, without them it takes about one of processor time.
const SMALL: [&str; 4] = ["-Os", "--skip-pass=dae-optimizing", "--skip-pass=inlining-optimizing", "--strip-debug"];

/// Builds both; `small` runs `wasm-opt`, too.
pub(crate) fn run(small: bool) -> Done {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no folder above xtask")?.to_path_buf();
    let package = root.join("bindings/ts");
    let module = compile(&root)?;
    npm(&package, &["ci"])?;
    npm(&package, &["run", "--silent", "build"])?;
    bind(&module, &package.join("dist"), small)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root.join(licence), &package.join(licence))?;
    }
    println!("{}: ready", package.display());
    let playground = root.join("web");
    if playground.join("package.json").is_file() {
        npm(&playground, &["ci"])?;
        npm(&playground, &["run", "--silent", "build"])?;
        println!("{}: ready", playground.join("dist").display());
    }
    Ok(())
}

/// Compiles the module; its path.
fn compile(root: &Path) -> Done<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let installed = has_target(&std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into()));
    let (folder, mut cargo) = if installed {
        (target.join("web"), Command::new("cargo"))
    } else if has_sources(DEBIAN[0]) {
        println!("rustup has no target {TARGET} here: building with Debian's compiler and its standard library");
        // The two compilers can't share what they have built.
        let mut cargo = Command::new(DEBIAN[1]);
        cargo.env("RUSTC", DEBIAN[0]).env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTUP_TOOLCHAIN");
        cargo.args(["-Zbuild-std=std,panic_abort"]);
        (target.join("web-debian"), cargo)
    } else {
        return Err(format!(
            "no compiler for {TARGET}: rustup target add {TARGET}, or apt-get install rustc-web cargo-web rust-web-src rust-web-llvm lld-22"
        ));
    };
    cargo.current_dir(root).env("CARGO_TARGET_DIR", &folder).env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f"));
    cargo.args(["build", "--locked", "--package", "runmat-wasm", "--lib", "--profile", "wasm", "--target", TARGET]);
    finish(&mut cargo)?;
    Ok(folder.join(TARGET).join("wasm/runmat_wasm.wasm"))
}

/// Whether the compiler has a standard library for the target.
fn has_target(rustc: &str) -> bool {
    let answer = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output();
    answer.is_ok_and(|out| Path::new(String::from_utf8_lossy(&out.stdout).trim()).is_dir())
}

/// Whether the compiler has the sources of the standard library.
fn has_sources(rustc: &str) -> bool {
    let answer = Command::new(rustc).args(["--print", "sysroot"]).output();
    answer.is_ok_and(|out| {
        let sysroot = String::from_utf8_lossy(&out.stdout).trim().to_string();
        Path::new(&sysroot).join("lib/rustlib/src/rust/library/std").is_dir()
    })
}

/// Makes `runmat.wasm` and `glue.js` in a folder.
fn bind(module: &Path, dist: &Path, small: bool) -> Done {
    let text = |e: &dyn std::fmt::Display| e.to_string();
    let work = module.with_file_name("bound");
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(module).out_name("runmat").typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.no_modules(true).map_err(|e| text(&e))?.generate(&work).map_err(|e| format!("wasm-bindgen: {e:#}"))?;
    let glue = read(&work.join("runmat.js"))?;
    let text = format!(
        "// Made by `cargo xtask web`. What the module calls in the page, `host`, belongs to the instance.\n\
         export function instantiate(host) {{\n{glue}\nreturn wasm_bindgen;\n}}\n"
    );
    write(&dist.join("glue.js"), &text)?;
    let (bound, wasm) = (work.join("runmat_bg.wasm"), dist.join("runmat.wasm"));
    if !small {
        return copy(&bound, &wasm);
    }
    let optimiser = dist.with_file_name("node_modules").join("binaryen/bin/wasm-opt");
    let mut node = Command::new("node");
    node.arg(optimiser).args(SMALL).args(FEATURES).arg(&bound).arg("-o").arg(&wasm);
    finish(&mut node)
}

fn npm(folder: &Path, words: &[&str]) -> Done {
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(words).env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
    finish(&mut npm)
}

fn finish(command: &mut Command) -> Done {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|e| format!("{program}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} failed ({status})")) }
}

fn read(path: &Path) -> Done<String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, text: &str) -> Done {
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Done {
    std::fs::copy(from, to).map(drop).map_err(|e| format!("{}: {e}", from.display()))
}
