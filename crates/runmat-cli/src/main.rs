//! The command line.

use runmat_core::native::NativeHost;
use runmat_ignition::output::Stream;
use runmat_ignition::{Machine, Stop};
use runmat_value::Dialect;
use std::io::Write;

fn main() {
    let mut args = std::env::args().skip(1);
    let mut dialect = Dialect::Matlab;
    let mut file = None;
    let mut code = None;
    let mut rest = Vec::new();
    while let Some(a) = args.next() {
        match a.as_str() {
            "--compat" => {
                if args.next().as_deref() == Some("octave") {
                    dialect = Dialect::Octave;
                }
            }
            "-e" => code = args.next(),
            _ if file.is_none() && code.is_none() => file = Some(a),
            _ => rest.push(a),
        }
    }
    let (name, text) = match (code, file) {
        (Some(c), _) => (String::new(), c),
        (None, Some(f)) => {
            let text = std::fs::read(&f).map(|b| String::from_utf8_lossy(&b).into_owned());
            (f, text.expect("the file can be read"))
        }
        _ => (String::new(), std::io::read_to_string(std::io::stdin()).expect("standard input can be read")),
    };
    let library = runmat_runtime::StandardLibrary::shared();
    let mut m = Machine::new(dialect, library, Box::new(NativeHost::new(rest)));
    if let Err(e) = m.begin(&name, &text, Vec::new()) {
        for d in &e.diagnostics {
            eprint!("{}", runmat_syntax::render(d, &e.file, &e.text, dialect));
        }
        std::process::exit(1);
    }
    let status = loop {
        let stop = m.run();
        for (s, b) in m.session.output.take() {
            match s {
                Stream::Out => std::io::stdout().write_all(&b).unwrap(),
                Stream::Err => {
                    std::io::stdout().flush().unwrap();
                    std::io::stderr().write_all(&b).unwrap()
                }
            }
        }
        match stop {
            Stop::SliceUsed => {}
            Stop::Finished => break 0,
            Stop::Failed(e) => {
                std::io::stdout().flush().unwrap();
                match e.kind() {
                    runmat_value::ErrorKind::Exit { status } => break *status,
                    _ => eprintln!("error: {}", e.message(dialect)),
                }
                break 1;
            }
            other => {
                eprintln!("{other:?}");
                break 1;
            }
        }
    };
    std::io::stdout().flush().unwrap();
    std::process::exit(status);
}
