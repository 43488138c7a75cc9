//! The operating system as a [`Host`].

use runmat_async::{Clock, SystemClock};
#[cfg(unix)]
use runmat_ignition::host::FileStatus;
use runmat_ignition::host::{FileInfo, Host, HostError, HostFile, OpenMode, ZoneOffset};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Files, clock and environment of the process.
///
/// The current folder and changes of the environment are the host's own: those of the process stay as they are, so
/// that sessions do not notice each other.
#[derive(Clone)]
pub struct NativeHost {
    clock: Arc<dyn Clock>,
    arguments: Vec<String>,
    folder: PathBuf,
    environment: BTreeMap<String, Option<String>>,
}

impl NativeHost {
    /// A host on the system's clock that shows scripts these arguments.
    pub fn new(arguments: Vec<String>) -> Self {
        NativeHost::on(Arc::new(SystemClock::new()), arguments)
    }

    /// A host on a given clock.
    pub fn on(clock: Arc<dyn Clock>, arguments: Vec<String>) -> Self {
        let folder = std::env::current_dir().unwrap_or_else(|_| "/".into());
        NativeHost { clock, arguments, folder, environment: BTreeMap::new() }
    }

    /// With another current folder.
    pub fn in_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = folder.into();
        self
    }

    /// A path as seen from the current folder.
    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }
}

struct NativeFile(File);

impl HostFile for NativeFile {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, HostError> {
        Ok(self.0.read(buf)?)
    }

    fn write(&mut self, buf: &[u8]) -> Result<(), HostError> {
        Ok(self.0.write_all(buf)?)
    }

    fn seek(&mut self, to: Option<u64>) -> Result<u64, HostError> {
        Ok(match to {
            Some(p) => self.0.seek(SeekFrom::Start(p))?,
            None => self.0.stream_position()?,
        })
    }

    fn len(&mut self) -> Result<u64, HostError> {
        Ok(self.0.metadata()?.len())
    }

    fn flush(&mut self) -> Result<(), HostError> {
        Ok(self.0.flush()?)
    }
}

fn seconds(t: std::io::Result<SystemTime>) -> f64 {
    t.ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0.0, |d| d.as_secs_f64())
}

fn info(name: String, m: &fs::Metadata) -> FileInfo {
    FileInfo { name, is_dir: m.is_dir(), len: m.len(), modified: seconds(m.modified()) }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl Host for NativeHost {
    fn fork(&self) -> Option<Box<dyn Host>> {
        Some(Box::new(self.clone()))
    }

    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn wall_clock(&self) -> f64 {
        seconds(Ok(SystemTime::now()))
    }

    fn cpu_time(&self) -> Option<Duration> {
        let stat = fs::read_to_string("/proc/self/stat").ok()?;
        let after = stat.rsplit_once(')')?.1;
        let mut fields = after.split_whitespace().skip(11);
        let ticks = |s: Option<&str>| s?.parse::<u64>().ok();
        let total = ticks(fields.next())? + ticks(fields.next())?;
        Some(Duration::from_millis(total * 10))
    }

    fn entropy(&mut self) -> u64 {
        use std::hash::{BuildHasher, Hasher};
        let mut h = std::collections::hash_map::RandomState::new().build_hasher();
        h.write_u64(seconds(Ok(SystemTime::now())).to_bits());
        h.finish()
    }

    fn read_file(&mut self, path: &str) -> Result<Vec<u8>, HostError> {
        Ok(fs::read(self.path(path))?)
    }

    fn open(&mut self, path: &str, mode: OpenMode) -> Result<Box<dyn HostFile>, HostError> {
        let file = OpenOptions::new()
            .read(mode.read)
            .write(mode.write)
            .append(mode.append)
            .truncate(mode.truncate)
            .create(mode.create)
            .open(self.path(path))?;
        if file.metadata()?.is_dir() {
            return Err(HostError::Other("Is a directory".into()));
        }
        Ok(Box::new(NativeFile(file)))
    }

    fn stat(&mut self, path: &str) -> Result<FileInfo, HostError> {
        let name = path.rsplit('/').next().unwrap_or(path).to_string();
        Ok(info(name, &fs::metadata(self.path(path))?))
    }

    #[cfg(unix)]
    fn status(&mut self, path: &str, follow: bool) -> Result<FileStatus, HostError> {
        use std::os::unix::fs::MetadataExt;
        let m = if follow { fs::metadata(path)? } else { fs::symlink_metadata(path)? };
        let time = |whole: i64, nanos: i64| whole as f64 + nanos as f64 * 1e-9;
        Ok(FileStatus {
            dev: m.dev() as f64,
            ino: m.ino() as f64,
            mode: m.mode(),
            nlink: m.nlink() as f64,
            uid: m.uid() as f64,
            gid: m.gid() as f64,
            rdev: m.rdev() as f64,
            size: m.size() as f64,
            atime: time(m.atime(), m.atime_nsec()),
            mtime: time(m.mtime(), m.mtime_nsec()),
            ctime: time(m.ctime(), m.ctime_nsec()),
            blksize: m.blksize() as f64,
            blocks: m.blocks() as f64,
        })
    }

    fn zone(&self, at: f64) -> ZoneOffset {
        let zone = jiff::tz::TimeZone::system();
        let moment = jiff::Timestamp::from_second(at.floor() as i64).unwrap_or_default();
        let info = zone.to_offset_info(moment);
        ZoneOffset {
            seconds: info.offset().seconds(),
            daylight: info.dst().is_dst(),
            name: info.abbreviation().to_string(),
        }
    }

    fn processors(&self) -> usize {
        std::thread::available_parallelism().map_or(1, |n| n.get())
    }

    fn list(&mut self, path: &str) -> Result<Vec<FileInfo>, HostError> {
        let mut entries: Vec<FileInfo> = fs::read_dir(self.path(path))?
            .filter_map(|e| {
                let e = e.ok()?;
                let m = fs::metadata(e.path()).or_else(|_| e.metadata()).ok()?;
                Some(info(e.file_name().to_string_lossy().into_owned(), &m))
            })
            .collect();
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn names(&mut self, path: &str) -> Result<Vec<String>, HostError> {
        let entries = fs::read_dir(self.path(path))?;
        Ok(entries.filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned())).collect())
    }

    fn make_dir(&mut self, path: &str) -> Result<(), HostError> {
        Ok(fs::create_dir(self.path(path))?)
    }

    fn remove(&mut self, path: &str) -> Result<(), HostError> {
        let path = self.path(path);
        let folder = fs::symlink_metadata(&path)?.is_dir();
        let removed = if folder { fs::remove_dir(path) } else { fs::remove_file(path) };
        removed.map_err(HostError::from)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), HostError> {
        Ok(fs::rename(self.path(from), self.path(to))?)
    }

    fn current_dir(&self) -> String {
        text(&self.folder)
    }

    fn set_current_dir(&mut self, path: &str) -> Result<(), HostError> {
        let folder = fs::canonicalize(self.path(path))?;
        if !folder.is_dir() {
            return Err(HostError::Other("Not a directory".into()));
        }
        self.folder = folder;
        Ok(())
    }

    fn canonical(&mut self, path: &str) -> Result<String, HostError> {
        Ok(text(&fs::canonicalize(self.path(path))?))
    }

    fn temp_dir(&self) -> String {
        text(&std::env::temp_dir())
    }

    fn env(&self, name: &str) -> Option<String> {
        match self.environment.get(name) {
            Some(own) => own.clone(),
            None => std::env::var(name).ok(),
        }
    }

    fn set_env(&mut self, name: &str, value: Option<&str>) -> Result<(), HostError> {
        self.environment.insert(name.to_string(), value.map(str::to_string));
        Ok(())
    }

    fn system(&mut self, command: &str) -> Result<(i32, Vec<u8>), HostError> {
        let mut shell = std::process::Command::new("/bin/sh");
        shell.arg("-c").arg(command).current_dir(&self.folder);
        for (name, value) in &self.environment {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        let out = shell.stderr(std::process::Stdio::inherit()).output()?;
        Ok((out.status.code().unwrap_or(-1), out.stdout))
    }

    fn process_id(&self) -> u32 {
        std::process::id()
    }

    fn arguments(&self) -> Vec<String> {
        self.arguments.clone()
    }
}
