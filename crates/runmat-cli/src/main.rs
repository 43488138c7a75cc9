//! The command line: runs programs, checks them, lists their bytecode, and offers a prompt.
//!
//! A thin host: every run is a session's future, driven by `driver`; what a program asks is answered here through the
//! same requests that other hosts answer.

mod driver;
mod journal;
mod options;
mod repl;
mod terminal;
mod tools;

use journal::Recording;
use options::{Command, Options};
use runmat_core::native::NativeHost;
use runmat_core::{
    Capabilities, Dialect, ExecuteFuture, InputError, Policy, Program, RunMatSession, SessionBuilder, TimerQueue, Value,
};
use std::io::{IsTerminal, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use terminal::Terminal;

/// Exit status of a failed run or check.
const FAILED: u8 = 1;
/// Exit status of a replay that has gone another way than its journal.
const DEPARTED: u8 = 3;
/// Exit status of a run that was saved, to go on later (`EX_TEMPFAIL` of sysexits).
const SUSPENDED: u8 = 75;
/// Exit status of a command line that makes no sense.
const USAGE: u8 = 2;

/// Room for the parser's and the displays' recursion over deeply nested text and values.
const STACK: usize = 64 << 20;

fn main() -> ExitCode {
    let main = std::thread::Builder::new().stack_size(STACK).spawn(start);
    match main.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        _ => ExitCode::from(FAILED),
    }
}

fn start() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("runmat: {message}\nTry 'runmat --help'.");
            return ExitCode::from(USAGE);
        }
    };
    if let Some(path) = &options.replay {
        return journal::replay(&options, path);
    }
    let recording = match options.record.as_deref().map(Recording::to).transpose() {
        Ok(recording) => recording.map(Arc::new),
        Err(e) => {
            eprintln!("runmat: {e}");
            return ExitCode::from(USAGE);
        }
    };
    let place = Place { options: &options, recording };
    match &options.command {
        Command::Help => print!("{}", options::HELP),
        Command::Version => println!("runmat {}", env!("CARGO_PKG_VERSION")),
        Command::Check(files) => return tools::check(files, options.dialect),
        Command::Bytecode(file) => return tools::bytecode(file, options.dialect),
        Command::File { path, args } => return place.run_file(path, args),
        Command::Resume { path, args } => return place.resume(path, args),
        Command::Code { text, args } => return place.run_text(text.clone(), args),
        Command::Input { args } if std::io::stdin().is_terminal() => return repl::run(&place, args),
        Command::Input { args } => {
            let mut bytes = Vec::new();
            if let Err(e) = std::io::stdin().read_to_end(&mut bytes) {
                eprintln!("runmat: standard input: {e}");
                return ExitCode::from(FAILED);
            }
            return place.run_text(String::from_utf8_lossy(&bytes).into_owned(), args);
        }
    }
    ExitCode::SUCCESS
}

/// What the command line asks for, and the journal that is written, if one is.
struct Place<'o> {
    options: &'o Options,
    recording: Option<Arc<Recording>>,
}

impl Place<'_> {
    /// A session for the terminal; `text` is the program that it is for.
    fn session(&self, args: &[String], terminal: &Arc<Terminal>, text: &str) -> RunMatSession {
        self.builder(args, terminal, text).build()
    }

    fn builder(&self, args: &[String], terminal: &Arc<Terminal>, text: &str) -> SessionBuilder {
        let options = self.options;
        let sink = terminal.clone();
        let mut policy = options.policy.clone();
        // What is wrong with a program's own policy is reported when it begins.
        policy.deterministic |= Policy::of_program(text).is_ok_and(|own| own.is_some_and(|own| own.deterministic));
        let timers = match policy.deterministic {
            true => TimerQueue::new(Arc::new(runmat_core::VirtualClock::new())),
            false => TimerQueue::system(),
        };
        let mut builder = RunMatSession::builder()
            .dialect(options.dialect)
            .capabilities(options.granted.as_ref().map_or_else(Capabilities::all, |g| g.capabilities()))
            .limits(options.limits)
            .threads(std::thread::available_parallelism().map_or(1, usize::from))
            .policy(policy)
            .host(NativeHost::on(timers.clock().clone(), args.to_vec()))
            .timers(timers)
            .network(runmat_http::Client::new())
            .device(runmat_accelerate::GpuSource::new())
            .output(move |stream, bytes: &[u8]| sink.write(stream, bytes));
        if let Some(room) = options::most_memory() {
            builder = builder.room(room);
        }
        if let Some(slice) = options.slice {
            builder = builder.slice(slice);
        }
        if let Some(recording) = &self.recording {
            builder = builder.record(&recording.recorder);
        }
        builder
    }

    fn run_text(&self, text: String, args: &[String]) -> ExitCode {
        let terminal = Arc::new(Terminal::new());
        let session = self.session(args, &terminal, &text);
        self.run(&session, &terminal, session.execute_async(Program::text(text)))
    }

    fn run_file(&self, path: &str, args: &[String]) -> ExitCode {
        let program = match program_of_file(path, args, self.options.dialect) {
            Ok(program) => program,
            Err(e) => {
                eprintln!("runmat: {e}");
                return ExitCode::from(USAGE);
            }
        };
        let terminal = Arc::new(Terminal::new());
        let session = self.session(args, &terminal, program.source());
        if let Some(folder) = Path::new(program.path()).parent() {
            session.add_path(folder.to_string_lossy());
        }
        self.run(&session, &terminal, session.execute_async(program))
    }

    fn resume(&self, path: &str, args: &[String]) -> ExitCode {
        let terminal = Arc::new(Terminal::new());
        let bytes = std::fs::read(path).map_err(|e| e.to_string());
        let resumed = bytes.and_then(|b| self.builder(args, &terminal, "").resume(&b).map_err(|e| e.to_string()));
        match resumed {
            Ok((session, goes_on)) => self.run(&session, &terminal, goes_on),
            Err(e) => {
                eprintln!("runmat: {path}: {e}");
                ExitCode::from(USAGE)
            }
        }
    }

    /// Writes what has been recorded; whether that could be done.
    fn save(&self, terminal: &Terminal) -> bool {
        self.recording.as_ref().is_none_or(|r| r.save(terminal))
    }

    /// Polls a run to its end and reports how it ended.
    fn run(&self, session: &RunMatSession, terminal: &Arc<Terminal>, goes_on: ExecuteFuture) -> ExitCode {
        let options = self.options;
        let handle = session.handle();
        driver::cancel_on_interrupt(&handle, terminal, self.recording.clone());
        let result = driver::drive(session, terminal, goes_on, |request| {
            self.save(terminal);
            match (terminal.ask(request), &options.suspend) {
                (Err(InputError::Abandoned), Some(path)) => driver::suspend(&handle, terminal, path),
                (answer, _) => answer,
            }
        });
        let code = driver::conclude(terminal, &result);
        if options.stats {
            terminal.report(&driver::statistics(&handle.stats()), false);
        }
        let code = journal::status_of(code, self.save(terminal));
        terminal.flush();
        // The process ends here: taking the session apart value by value would only cost time.
        std::process::exit(code)
    }
}

/// A file with its full path, and its arguments.
fn program_of_file(path: &str, args: &[String], dialect: Dialect) -> Result<Program, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{path}: {e}"))?;
    let full = std::fs::canonicalize(path).map_or_else(|_| path.to_string(), |p| p.to_string_lossy().into_owned());
    let values = args.iter().map(|a| Value::text_in(a, dialect)).collect();
    Ok(Program::file(full, String::from_utf8_lossy(&bytes), values))
}
