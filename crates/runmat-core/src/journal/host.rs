//! The host of a session with a tape: what the other host says is written down, or what was written down is said again.

use super::tape::Tape;
use runmat_async::Clock;
use runmat_ignition::host::{
    Denials, EffectKind, FileInfo, FileStatus, Host, HostError, HostFile, Interruption, OpenMode, ZoneOffset,
};
use std::sync::Arc;
use std::time::Duration;

/// What stays the same as long as the session lives.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Constants {
    pub(super) arguments: Vec<String>,
    pub(super) program_name: String,
    pub(super) temp_dir: String,
    pub(super) processors: usize,
    pub(super) process_id: u32,
    /// The current folder at the beginning.
    pub(super) folder: String,
}

impl Constants {
    pub(crate) fn of(host: &dyn Host) -> Self {
        Constants {
            arguments: host.arguments(),
            program_name: host.program_name(),
            temp_dir: host.temp_dir(),
            processors: host.processors(),
            process_id: host.process_id(),
            folder: host.current_dir(),
        }
    }
}

/// A host with a tape.
pub(crate) struct Taped {
    pub(crate) tape: Arc<Tape>,
    pub(crate) host: Box<dyn Host>,
    pub(crate) constants: Constants,
    pub(crate) denials: Option<Denials>,
    /// Files opened so far.
    pub(crate) files: u64,
}

impl Taped {
    /// In front of a host that is listened to.
    pub(crate) fn recording(tape: Arc<Tape>, host: Box<dyn Host>) -> Self {
        let (constants, denials) = (Constants::of(&*host), host.denials());
        Taped { tape, host, constants, denials, files: 0 }
    }

    /// In front of nothing: all is said by the tape.
    pub(crate) fn replaying(tape: Arc<Tape>, constants: Constants, clock: Arc<dyn Clock>, denials: Denials) -> Self {
        Taped { tape, host: Box::new(Nowhere(clock)), constants, denials: Some(denials), files: 0 }
    }
}

/// No world at all; the clock is for the slices of a replay.
pub(crate) struct Nowhere(pub(crate) Arc<dyn Clock>);

impl Host for Nowhere {
    fn now(&self) -> Duration {
        self.0.now()
    }
    fn wall_clock(&self) -> f64 {
        0.0
    }
    fn entropy(&mut self) -> u64 {
        0
    }
}

/// A method of the host whose answer goes by the tape: its name, how the question is written down, the answer.
macro_rules! heard {
    ($($name:ident($($arg:ident: $type:ty),*) [$($own:tt)*] $question:expr => $answer:ty;)*) => {$(
        fn $name($($own)* self, $($arg: $type),*) -> $answer {
            self.tape.heard(stringify!($name), || $question, || self.host.$name($($arg),*))
        }
    )*};
}

impl Host for Taped {
    heard! {
        now() [&] String::new() => Duration;
        wall_clock() [&] String::new() => f64;
        cpu_time() [&] String::new() => Option<Duration>;
        entropy() [&mut] String::new() => u64;
        zone(at: f64) [&] format!("{at}") => ZoneOffset;
        columns() [&] String::new() => usize;
        permit(kind: EffectKind, what: &str) [&mut] format!("{} {what}", kind.name()) => Result<(), HostError>;
        read_file(path: &str) [&mut] path.into() => Result<Vec<u8>, HostError>;
        stat(path: &str) [&mut] path.into() => Result<FileInfo, HostError>;
        status(path: &str, follow: bool) [&mut] format!("{path}{}", if follow { "" } else { " (itself)" }) => Result<FileStatus, HostError>;
        list(path: &str) [&mut] path.into() => Result<Vec<FileInfo>, HostError>;
        names(path: &str) [&mut] path.into() => Result<Vec<String>, HostError>;
        make_dir(path: &str) [&mut] path.into() => Result<(), HostError>;
        remove(path: &str) [&mut] path.into() => Result<(), HostError>;
        rename(from: &str, to: &str) [&mut] format!("{from} to {to}") => Result<(), HostError>;
        canonical(path: &str) [&mut] path.into() => Result<String, HostError>;
        env(name: &str) [&] name.into() => Option<String>;
        set_env(name: &str, value: Option<&str>) [&mut] format!("{name}={value:?}") => Result<(), HostError>;
        system(command: &str) [&mut] command.into() => Result<(i32, Vec<u8>), HostError>;
    }

    fn ticks(&self) -> Duration {
        self.host.ticks()
    }

    fn interruption(&mut self, work: u64, seen: Option<Interruption>) -> Option<Interruption> {
        self.tape.interruption(work, seen)
    }

    fn denials(&self) -> Option<Denials> {
        self.denials.clone()
    }

    fn set_current_dir(&mut self, path: &str) -> Result<(), HostError> {
        let host = &mut self.host;
        let set = || host.set_current_dir(path).map(|()| host.current_dir());
        self.constants.folder = self.tape.heard("set_current_dir", || path.into(), set)?;
        Ok(())
    }

    fn open(&mut self, path: &str, mode: OpenMode) -> Result<Box<dyn HostFile>, HostError> {
        let mut opened = None;
        let host = &mut self.host;
        let open = || host.open(path, mode).map(|file| opened = Some(file));
        self.tape.heard("open", || format!("{path} {mode:?}"), open)?;
        self.files += 1;
        Ok(Box::new(TapedFile { tape: self.tape.clone(), number: self.files, file: opened }))
    }

    fn current_dir(&self) -> String {
        self.constants.folder.clone()
    }
    fn temp_dir(&self) -> String {
        self.constants.temp_dir.clone()
    }
    fn processors(&self) -> usize {
        self.constants.processors
    }
    fn process_id(&self) -> u32 {
        self.constants.process_id
    }
    fn arguments(&self) -> Vec<String> {
        self.constants.arguments.clone()
    }
    fn program_name(&self) -> String {
        self.constants.program_name.clone()
    }
}

/// An open file of a session with a tape; there is none behind it in a replay.
struct TapedFile {
    tape: Arc<Tape>,
    number: u64,
    file: Option<Box<dyn HostFile>>,
}

impl TapedFile {
    fn heard<T: super::words::Word>(
        &mut self,
        call: &'static str,
        question: impl FnOnce() -> String,
        live: impl FnOnce(&mut dyn HostFile) -> Result<T, HostError>,
    ) -> Result<T, HostError> {
        let (file, number) = (&mut self.file, self.number);
        let live = || match file {
            Some(file) => live(&mut **file),
            None => Err(HostError::Unsupported),
        };
        self.tape.heard(call, || format!("{} of file {number}", question()), live)
    }
}

impl HostFile for TapedFile {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, HostError> {
        let most = buf.len();
        let read = self.heard(
            "read",
            || format!("{most} bytes"),
            |f| {
                let mut bytes = vec![0; most];
                let n = f.read(&mut bytes)?;
                bytes.truncate(n);
                Ok(bytes)
            },
        )?;
        // A journal may say anything.
        let n = read.len().min(most);
        buf[..n].copy_from_slice(&read[..n]);
        Ok(n)
    }

    fn write(&mut self, buf: &[u8]) -> Result<(), HostError> {
        let what = || format!("{} bytes ({:08x})", buf.len(), crc32fast::hash(buf));
        self.heard("write", what, |f| f.write(buf))
    }

    fn seek(&mut self, to: Option<u64>) -> Result<u64, HostError> {
        self.heard("seek", || format!("{to:?}"), |f| f.seek(to))
    }

    fn len(&mut self) -> Result<u64, HostError> {
        self.heard("length", String::new, |f| f.len())
    }

    fn flush(&mut self) -> Result<(), HostError> {
        self.heard("flush", String::new, |f| f.flush())
    }
}
