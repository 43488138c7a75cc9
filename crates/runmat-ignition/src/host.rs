//! The only door to the outside: files, clock, environment. A host implements what it offers; the rest
//! answers [`HostError::Unsupported`].

use runmat_value::ErrorKind;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Why a host did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostError {
    /// This host has no such thing.
    Unsupported,
    /// Not granted; the text says what would grant it.
    Denied(String),
    /// It is not there.
    NotFound,
    /// Anything else, in the system's words.
    Other(String),
}

impl std::fmt::Display for HostError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            HostError::Unsupported => f.write_str("not available on this host"),
            HostError::Denied(how) => write!(f, "permission denied ({how})"),
            HostError::NotFound => f.write_str("No such file or directory"),
            HostError::Other(text) => f.write_str(text),
        }
    }
}

impl From<std::io::Error> for HostError {
    fn from(e: std::io::Error) -> Self {
        match e.kind() {
            std::io::ErrorKind::NotFound => HostError::NotFound,
            std::io::ErrorKind::PermissionDenied => HostError::Other("Permission denied".into()),
            _ => HostError::Other(e.to_string()),
        }
    }
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileInfo {
    /// Last component of its path.
    pub name: String,
    /// A folder.
    pub is_dir: bool,
    /// Bytes.
    pub len: u64,
    /// Seconds since 1970-01-01 UTC.
    pub modified: f64,
}

/// All that a system knows of a file, as `stat` reports it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[allow(missing_docs)]
pub struct FileStatus {
    pub dev: f64,
    pub ino: f64,
    pub mode: u32,
    pub nlink: f64,
    pub uid: f64,
    pub gid: f64,
    pub rdev: f64,
    pub size: f64,
    pub atime: f64,
    pub mtime: f64,
    pub ctime: f64,
    pub blksize: f64,
    pub blocks: f64,
}

/// How clocks on the wall differ from UTC at some moment.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneOffset {
    /// Seconds east of UTC.
    pub seconds: i32,
    /// Daylight saving time.
    pub daylight: bool,
    /// Abbreviation.
    pub name: String,
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct OpenMode {
    pub read: bool,
    pub write: bool,
    pub append: bool,
    pub truncate: bool,
    pub create: bool,
}

/// An open file.
pub trait HostFile: Send {
    /// Reads up to `buf.len()` bytes; 0 at the end.
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, HostError>;
    /// Writes all.
    fn write(&mut self, buf: &[u8]) -> Result<(), HostError>;
    /// Absolute position set; returns it. `None` leaves it where it is.
    fn seek(&mut self, to: Option<u64>) -> Result<u64, HostError>;
    /// Size in bytes.
    fn len(&mut self) -> Result<u64, HostError>;
    /// Pushes buffered bytes out.
    fn flush(&mut self) -> Result<(), HostError>;
}

/// Kinds of effects on the world outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum EffectKind {
    Read,
    Write,
    Environment,
    Process,
    Clock,
    /// A connection: `https://host`, with the port where it is not the usual one.
    Network,
    /// A function that the host provides.
    Function,
    /// A device to compute on.
    Device,
}

impl EffectKind {
    /// All of them.
    pub const ALL: [EffectKind; 8] = [
        EffectKind::Read,
        EffectKind::Write,
        EffectKind::Environment,
        EffectKind::Process,
        EffectKind::Clock,
        EffectKind::Network,
        EffectKind::Function,
        EffectKind::Device,
    ];

    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            EffectKind::Read => "read",
            EffectKind::Write => "write",
            EffectKind::Environment => "environment",
            EffectKind::Process => "process",
            EffectKind::Clock => "clock",
            EffectKind::Network => "network",
            EffectKind::Function => "function",
            EffectKind::Device => "device",
        }
    }

    /// What a word from [`EffectKind::name`] stands for.
    pub fn of(name: &str) -> Option<Self> {
        EffectKind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// What stops a run from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// The host has cancelled it.
    Cancelled,
    /// Its deadline has passed.
    TimeLimit,
}

impl From<Interruption> for ErrorKind {
    fn from(why: Interruption) -> Self {
        match why {
            Interruption::Cancelled => ErrorKind::Cancelled,
            Interruption::TimeLimit => ErrorKind::TimeLimit,
        }
    }
}

/// An effect that a host has refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// What kind.
    pub kind: EffectKind,
    /// The path, the variable, the command.
    pub what: String,
    /// For the user: what was wanted, and what would grant it.
    pub text: String,
    /// Nobody is to be asked for it.
    pub forbidden: bool,
}

/// What a guarded host and the machine share: effects that were refused, permitted, forbidden, or are to be told.
///
/// The builtin under way fails with the first effect refused, whatever it makes of it; or, where the host wants to be
/// asked, waits for its permission.
#[derive(Clone, Default)]
pub struct Denials(Arc<Refused>);

#[derive(Default)]
struct Refused {
    any: AtomicBool,
    stopped: AtomicBool,
    asks: AtomicBool,
    first: Mutex<Option<Denial>>,
    /// What was permitted when asked for.
    permitted: Mutex<Vec<(EffectKind, String)>>,
    /// Kinds that the policy of the run forbids, a bit each.
    forbidden: AtomicU32,
    monitors: AtomicBool,
    told: Arc<Mutex<Vec<(EffectKind, String, bool)>>>,
}

impl Denials {
    /// Something was refused.
    pub fn note(&self, denial: Denial) {
        let mut first = self.0.first.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert(denial);
        self.0.any.store(true, Relaxed);
    }

    /// Whether nothing was refused, nor told.
    #[inline]
    pub fn is_empty(&self) -> bool {
        !self.0.any.load(Relaxed)
    }

    /// Has the run end with the builtin under way: the host can't go on with it.
    pub fn stop(&self) {
        self.0.stopped.store(true, Relaxed);
        self.0.any.store(true, Relaxed);
    }

    /// Whether it shall end.
    pub fn is_stopped(&self) -> bool {
        self.0.stopped.load(Relaxed)
    }

    /// What was refused first, since the last call.
    pub fn take(&self) -> Option<Denial> {
        let told = !self.0.told.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        self.0.any.store(told || self.is_stopped(), Relaxed);
        self.0.first.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Forbids kinds of effects, and no others, whatever is granted.
    pub fn forbid(&self, kinds: &[EffectKind]) {
        let bits = kinds.iter().fold(0, |bits, &k| bits | 1 << k as u32);
        self.0.forbidden.store(bits, Relaxed);
    }

    /// Forbids kinds of effects besides those that are.
    pub fn forbid_also(&self, kinds: &[EffectKind]) {
        let bits = kinds.iter().fold(0, |bits, &k| bits | 1 << k as u32);
        self.0.forbidden.fetch_or(bits, Relaxed);
    }

    /// Whether a kind of effects is forbidden.
    pub fn forbids(&self, kind: EffectKind) -> bool {
        self.0.forbidden.load(Relaxed) & (1 << kind as u32) != 0
    }

    /// Whether nothing is forbidden, nor to be told.
    pub fn is_lenient(&self) -> bool {
        self.0.forbidden.load(Relaxed) == 0 && !self.monitors()
    }

    /// Has effects told from now on, or not.
    pub fn set_monitors(&self, monitors: bool) {
        self.0.monitors.store(monitors, Relaxed);
    }

    /// Whether effects are told.
    #[inline]
    pub fn monitors(&self) -> bool {
        self.0.monitors.load(Relaxed)
    }

    /// Tells of an effect, granted or not.
    pub fn tell(&self, kind: EffectKind, what: &str, granted: bool) {
        self.0.told.lock().unwrap_or_else(PoisonError::into_inner).push((kind, what.to_string(), granted));
        self.0.any.store(true, Relaxed);
    }

    /// What was told since the last call.
    pub fn take_told(&self) -> Vec<(EffectKind, String, bool)> {
        std::mem::take(&mut *self.0.told.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// For a part of the run on another thread: the same is forbidden and permitted, what is told is told together;
    /// nobody is asked there.
    #[must_use]
    pub fn fork(&self) -> Self {
        let permitted = self.0.permitted.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Denials(Arc::new(Refused {
            permitted: Mutex::new(permitted),
            forbidden: AtomicU32::new(self.0.forbidden.load(Relaxed)),
            monitors: AtomicBool::new(self.monitors()),
            told: self.0.told.clone(),
            ..Refused::default()
        }))
    }

    /// Whether the host is asked for what it has refused.
    #[inline]
    pub fn asks(&self) -> bool {
        self.0.asks.load(Relaxed)
    }

    /// Has the host asked from now on, or not.
    pub fn set_asks(&self, asks: bool) {
        self.0.asks.store(asks, Relaxed);
    }

    /// The host permits this from now on.
    pub fn permit(&self, kind: EffectKind, what: &str) {
        self.0.permitted.lock().unwrap_or_else(PoisonError::into_inner).push((kind, what.to_string()));
    }

    /// Whether it has.
    pub fn is_permitted(&self, kind: EffectKind, what: &str) -> bool {
        let permitted = self.0.permitted.lock().unwrap_or_else(PoisonError::into_inner);
        permitted.iter().any(|p| p.0 == kind && p.1 == what)
    }
}

/// Within an implementation of [`Host`]: the host in this field answers for time, chance and the machine.
#[macro_export]
#[doc(hidden)]
macro_rules! forward_times {
    ($field:ident) => {
        fn now(&self) -> Duration {
            self.$field.now()
        }
        fn ticks(&self) -> Duration {
            self.$field.ticks()
        }
        fn cpu_time(&self) -> Option<Duration> {
            self.$field.cpu_time()
        }
        fn entropy(&mut self) -> u64 {
            self.$field.entropy()
        }
        fn zone(&self, at: f64) -> ZoneOffset {
            self.$field.zone(at)
        }
        fn processors(&self) -> usize {
            self.$field.processors()
        }
        fn process_id(&self) -> u32 {
            self.$field.process_id()
        }
    };
}
pub use forward_times;

/// The same for where the program is, and what it was given.
#[macro_export]
#[doc(hidden)]
macro_rules! forward_places {
    ($field:ident) => {
        fn current_dir(&self) -> String {
            self.$field.current_dir()
        }
        fn temp_dir(&self) -> String {
            self.$field.temp_dir()
        }
        fn set_env(&mut self, name: &str, value: Option<&str>) -> Result<(), HostError> {
            self.$field.set_env(name, value)
        }
        fn columns(&self) -> usize {
            self.$field.columns()
        }
        fn arguments(&self) -> Vec<String> {
            self.$field.arguments()
        }
        fn program_name(&self) -> String {
            self.$field.program_name()
        }
    };
}
pub use forward_places;

/// The same for effects on the world outside.
#[macro_export]
#[doc(hidden)]
macro_rules! forward_effects {
    ($field:ident) => {
        fn permit(&mut self, kind: EffectKind, what: &str) -> Result<(), HostError> {
            self.$field.permit(kind, what)
        }
        fn interruption(&mut self, work: u64, seen: Option<Interruption>) -> Option<Interruption> {
            self.$field.interruption(work, seen)
        }
        fn denials(&self) -> Option<Denials> {
            self.$field.denials()
        }
        fn read_file(&mut self, path: &str) -> Result<Vec<u8>, HostError> {
            self.$field.read_file(path)
        }
        fn open(&mut self, path: &str, mode: OpenMode) -> Result<Box<dyn HostFile>, HostError> {
            self.$field.open(path, mode)
        }
        fn stat(&mut self, path: &str) -> Result<FileInfo, HostError> {
            self.$field.stat(path)
        }
        fn status(&mut self, path: &str, follow: bool) -> Result<FileStatus, HostError> {
            self.$field.status(path, follow)
        }
        fn list(&mut self, path: &str) -> Result<Vec<FileInfo>, HostError> {
            self.$field.list(path)
        }
        fn names(&mut self, path: &str) -> Result<Vec<String>, HostError> {
            self.$field.names(path)
        }
        fn make_dir(&mut self, path: &str) -> Result<(), HostError> {
            self.$field.make_dir(path)
        }
        fn remove(&mut self, path: &str) -> Result<(), HostError> {
            self.$field.remove(path)
        }
        fn rename(&mut self, from: &str, to: &str) -> Result<(), HostError> {
            self.$field.rename(from, to)
        }
        fn set_current_dir(&mut self, path: &str) -> Result<(), HostError> {
            self.$field.set_current_dir(path)
        }
        fn canonical(&mut self, path: &str) -> Result<String, HostError> {
            self.$field.canonical(path)
        }
        fn env(&self, name: &str) -> Option<String> {
            self.$field.env(name)
        }
        fn system(&mut self, command: &str) -> Result<(i32, Vec<u8>), HostError> {
            self.$field.system(command)
        }
    };
}
pub use forward_effects;

/// The outside world.
#[allow(unused_variables)]
pub trait Host: Send {
    /// Monotonic time since some fixed start.
    fn now(&self) -> Duration;
    /// The same clock, for looks that no program notices: at slices, deadlines and alarms.
    fn ticks(&self) -> Duration {
        self.now()
    }
    /// Whether the run is to stop here, where it has used `work` cost units; `seen` is what the machine has noticed.
    fn interruption(&mut self, work: u64, seen: Option<Interruption>) -> Option<Interruption> {
        seen
    }
    /// Seconds since 1970-01-01 UTC.
    fn wall_clock(&self) -> f64;
    /// The same host for another thread. `None` when it can't be in two places.
    fn fork(&self) -> Option<Box<dyn Host>> {
        None
    }
    /// Where it notes what it refuses, if it does.
    fn denials(&self) -> Option<Denials> {
        None
    }
    /// Whether an effect may take place that does not pass through this trait: a connection, a function, a device.
    fn permit(&mut self, kind: EffectKind, what: &str) -> Result<(), HostError> {
        Ok(())
    }
    /// Processor time used, if known.
    fn cpu_time(&self) -> Option<Duration> {
        None
    }
    /// Random bytes to seed from.
    fn entropy(&mut self) -> u64;
    /// Whole content of a file.
    fn read_file(&mut self, path: &str) -> Result<Vec<u8>, HostError> {
        Err(HostError::Unsupported)
    }
    /// Opens a file.
    fn open(&mut self, path: &str, mode: OpenMode) -> Result<Box<dyn HostFile>, HostError> {
        Err(HostError::Unsupported)
    }
    /// What is known of a file or folder.
    fn stat(&mut self, path: &str) -> Result<FileInfo, HostError> {
        Err(HostError::Unsupported)
    }
    /// All that is known of a file; of a link itself unless `follow`.
    fn status(&mut self, path: &str, follow: bool) -> Result<FileStatus, HostError> {
        let f = self.stat(path)?;
        Ok(FileStatus {
            mode: if f.is_dir { 0o040755 } else { 0o100644 },
            nlink: 1.0,
            size: f.len as f64,
            atime: f.modified,
            mtime: f.modified,
            ctime: f.modified,
            ..FileStatus::default()
        })
    }
    /// The local time zone at a moment, in seconds since 1970-01-01 UTC.
    fn zone(&self, at: f64) -> ZoneOffset {
        ZoneOffset { seconds: 0, daylight: false, name: "UTC".into() }
    }
    /// Processors to work with.
    fn processors(&self) -> usize {
        1
    }
    /// The entries of a folder, by name.
    fn list(&mut self, path: &str) -> Result<Vec<FileInfo>, HostError> {
        Err(HostError::Unsupported)
    }
    /// The names in a folder, in any order: cheaper than [`Host::list`] where files are many.
    fn names(&mut self, path: &str) -> Result<Vec<String>, HostError> {
        Ok(self.list(path)?.into_iter().map(|f| f.name).collect())
    }
    /// Creates a folder.
    fn make_dir(&mut self, path: &str) -> Result<(), HostError> {
        Err(HostError::Unsupported)
    }
    /// Removes a file, or an empty folder.
    fn remove(&mut self, path: &str) -> Result<(), HostError> {
        Err(HostError::Unsupported)
    }
    /// Renames.
    fn rename(&mut self, from: &str, to: &str) -> Result<(), HostError> {
        Err(HostError::Unsupported)
    }
    /// The current folder.
    fn current_dir(&self) -> String {
        "/".into()
    }
    /// Changes it.
    fn set_current_dir(&mut self, path: &str) -> Result<(), HostError> {
        Err(HostError::Unsupported)
    }
    /// Absolute path with links and dots resolved.
    fn canonical(&mut self, path: &str) -> Result<String, HostError> {
        Err(HostError::Unsupported)
    }
    /// A folder for temporary files.
    fn temp_dir(&self) -> String {
        "/tmp".into()
    }
    /// An environment variable.
    fn env(&self, name: &str) -> Option<String> {
        None
    }
    /// Sets (or with `None` removes) an environment variable of the session.
    fn set_env(&mut self, name: &str, value: Option<&str>) -> Result<(), HostError> {
        Err(HostError::Unsupported)
    }
    /// Runs a command of the system: status and output.
    fn system(&mut self, command: &str) -> Result<(i32, Vec<u8>), HostError> {
        Err(HostError::Unsupported)
    }
    /// Columns of the terminal.
    fn columns(&self) -> usize {
        80
    }
    /// Identifier of the process.
    fn process_id(&self) -> u32 {
        0
    }
    /// Arguments given to the script.
    fn arguments(&self) -> Vec<String> {
        Vec::new()
    }
    /// Name of the program.
    fn program_name(&self) -> String {
        "runmat".into()
    }
}
