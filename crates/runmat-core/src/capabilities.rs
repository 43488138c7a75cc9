//! What a session may do to the world outside: a host that lets through what has been granted.
//!
//! Paths are compared after links and dots have been resolved, and it is the resolved path that is opened: neither `..`
//! nor a link leads out of what was granted. What is refused fails in the program with `RunMat:CapabilityDenied`,
//! which names what would grant it.

use runmat_ignition::host::{
    Denials, FileInfo, FileStatus, Host, HostError, HostFile, OpenMode, ZoneOffset, forward_to_inner,
};
use std::sync::Arc;
use std::time::Duration;

/// An effect on the world outside, for those who want to know: see [`Capabilities::audit`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What kind.
    pub kind: EffectKind,
    /// The path, the variable, the command.
    pub what: String,
    /// Whether it was let through.
    pub granted: bool,
}

/// Kinds of effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum EffectKind {
    Read,
    Write,
    Environment,
    Process,
    Clock,
}

impl EffectKind {
    /// What the program wanted, and the option of the command line that grants it.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            EffectKind::Read => ("read", "--allow-read"),
            EffectKind::Write => ("write", "--allow-write"),
            EffectKind::Environment => ("see the environment variable", "--allow-env"),
            EffectKind::Process => ("run the command", "--allow-run"),
            EffectKind::Clock => ("see the clock:", "--allow-clock"),
        }
    }
}

type Audit = Arc<dyn Fn(&Effect) + Send + Sync>;

/// What a session may do. Nothing, unless said.
#[derive(Clone, Default)]
pub struct Capabilities {
    everything: bool,
    read: Vec<String>,
    write: Vec<String>,
    environment: Vec<String>,
    processes: bool,
    clock: bool,
    audit: Option<Audit>,
}

impl Capabilities {
    /// Nothing.
    pub fn none() -> Self {
        Capabilities::default()
    }

    /// Everything.
    pub fn all() -> Self {
        Capabilities { everything: true, ..Capabilities::default() }
    }

    /// Reading of files and folders: a folder with all in it, or a pattern whose `*` stands for any text without `/`,
    /// and `**` for any text.
    pub fn read(mut self, pattern: impl Into<String>) -> Self {
        self.read.push(pattern.into());
        self
    }

    /// Making, changing and removing files and folders, with patterns as for [`Capabilities::read`].
    pub fn write(mut self, pattern: impl Into<String>) -> Self {
        self.write.push(pattern.into());
        self
    }

    /// An environment variable; `*` stands for any text.
    pub fn environment(mut self, pattern: impl Into<String>) -> Self {
        self.environment.push(pattern.into());
        self
    }

    /// Other programs: they may do what the process may.
    pub fn processes(mut self) -> Self {
        self.processes = true;
        self
    }

    /// The date and the time of day. The time since the start is always known.
    pub fn clock(mut self) -> Self {
        self.clock = true;
        self
    }

    /// Tells `f` each effect, granted or not, before it takes place.
    pub fn audit(mut self, f: impl Fn(&Effect) + Send + Sync + 'static) -> Self {
        self.audit = Some(Arc::new(f));
        self
    }

    /// The host, with only what has been granted let through.
    pub fn guard(self, host: Box<dyn Host>) -> Box<dyn Host> {
        if self.everything && self.audit.is_none() {
            return host;
        }
        let mut guarded = Guarded { host, granted: self, denials: Denials::default() };
        guarded.resolve_patterns();
        Box::new(guarded)
    }
}

/// A host behind which another one does what has been granted.
struct Guarded {
    host: Box<dyn Host>,
    granted: Capabilities,
    denials: Denials,
}

impl Guarded {
    /// Patterns from the current folder, their fixed part with links and dots resolved.
    fn resolve_patterns(&mut self) {
        for list in [self.granted.read.clone(), self.granted.write.clone()].into_iter().enumerate() {
            let resolved = list.1.iter().map(|p| {
                let fixed = p.find('*').map_or(p.len(), |star| p[..star].rfind('/').map_or(0, |k| k + 1));
                let (folder, rest) = p.split_at(fixed);
                let folder = if folder.is_empty() { "." } else { folder };
                let folder = self.resolve(folder);
                if rest.is_empty() { folder } else { format!("{}/{rest}", folder.trim_end_matches('/')) }
            });
            let resolved = resolved.collect();
            match list.0 {
                0 => self.granted.read = resolved,
                _ => self.granted.write = resolved,
            }
        }
    }

    /// The path with links and dots resolved, as far as it exists.
    fn resolve(&mut self, path: &str) -> String {
        let whole =
            if path.starts_with('/') { path.to_string() } else { format!("{}/{path}", self.host.current_dir()) };
        if let Ok(found) = self.host.canonical(&whole) {
            return found;
        }
        // What does not exist lies in the nearest folder that does; dots in the rest are taken literally.
        let trimmed = whole.trim_end_matches('/');
        match trimmed.rsplit_once('/') {
            Some((folder, "." | "")) => self.resolve(if folder.is_empty() { "/" } else { folder }),
            Some((folder, "..")) => {
                let folder = self.resolve(if folder.is_empty() { "/" } else { folder });
                folder.rsplit_once('/').map_or("/", |f| if f.0.is_empty() { "/" } else { f.0 }).to_string()
            }
            Some((folder, name)) => {
                let folder = self.resolve(if folder.is_empty() { "/" } else { folder });
                format!("{}/{name}", folder.trim_end_matches('/'))
            }
            None => trimmed.to_string(),
        }
    }

    fn note(&self, kind: EffectKind, what: &str, granted: bool) {
        if let Some(audit) = &self.granted.audit {
            audit(&Effect { kind, what: what.to_string(), granted });
        }
    }

    fn refuse(&self, kind: EffectKind, what: &str) -> HostError {
        let (verb, option) = kind.words();
        let how = match kind {
            EffectKind::Process | EffectKind::Clock => option.to_string(),
            _ => format!("{option}={what}"),
        };
        let text = format!("The program may not {verb} {what}; {how} would grant it.");
        self.denials.note(&text);
        HostError::Denied(how)
    }

    fn may(&self, kind: EffectKind, path: &str) -> bool {
        let list = if kind == EffectKind::Read { &self.granted.read } else { &self.granted.write };
        self.granted.everything || list.iter().any(|p| covers(p, path))
    }

    /// The path to use, when that is granted.
    fn path(&mut self, kind: EffectKind, path: &str) -> Result<String, HostError> {
        let resolved = self.resolve(path);
        let granted = self.may(kind, &resolved);
        self.note(kind, &resolved, granted);
        if granted { Ok(resolved) } else { Err(self.refuse(kind, &resolved)) }
    }
}

/// Whether a pattern covers a path: by wildcards, or as a folder above it.
fn covers(pattern: &str, path: &str) -> bool {
    if pattern.contains('*') {
        return matches(pattern.as_bytes(), path.as_bytes());
    }
    let folder = pattern.trim_end_matches('/');
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Wildcards: `*` for text without `/`, `**` for any.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    match pattern {
        [] => text.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=text.len()).any(|k| matches(rest, &text[k..])),
        [b'*', rest @ ..] => {
            let end = text.iter().position(|&c| c == b'/').unwrap_or(text.len());
            (0..=end).any(|k| matches(rest, &text[k..]))
        }
        [c, rest @ ..] => text.first() == Some(c) && matches(rest, &text[1..]),
    }
}

impl Host for Guarded {
    forward_to_inner!(host);

    fn denials(&self) -> Option<Denials> {
        Some(self.denials.clone())
    }

    fn wall_clock(&self) -> f64 {
        let granted = self.granted.everything || self.granted.clock;
        self.note(EffectKind::Clock, "the date", granted);
        if granted {
            return self.host.wall_clock();
        }
        let _ = self.refuse(EffectKind::Clock, "the date");
        0.0
    }

    fn read_file(&mut self, path: &str) -> Result<Vec<u8>, HostError> {
        let path = self.path(EffectKind::Read, path)?;
        self.host.read_file(&path)
    }

    fn open(&mut self, path: &str, mode: OpenMode) -> Result<Box<dyn HostFile>, HostError> {
        let writes = mode.write || mode.append || mode.truncate || mode.create;
        let resolved = self.path(if writes { EffectKind::Write } else { EffectKind::Read }, path)?;
        if writes && mode.read {
            self.path(EffectKind::Read, path)?;
        }
        self.host.open(&resolved, mode)
    }

    fn stat(&mut self, path: &str) -> Result<FileInfo, HostError> {
        let resolved = self.path(EffectKind::Read, path)?;
        let name = path.rsplit('/').next().unwrap_or(path).to_string();
        self.host.stat(&resolved).map(|f| FileInfo { name, ..f })
    }

    fn status(&mut self, path: &str, follow: bool) -> Result<FileStatus, HostError> {
        let resolved = self.path(EffectKind::Read, path)?;
        self.host.status(if follow { &resolved } else { path }, follow)
    }

    fn list(&mut self, path: &str) -> Result<Vec<FileInfo>, HostError> {
        let path = self.path(EffectKind::Read, path)?;
        self.host.list(&path)
    }

    /// What functions are looked up with: what is not granted is simply not there.
    fn names(&mut self, path: &str) -> Result<Vec<String>, HostError> {
        let path = self.resolve(path);
        if self.may(EffectKind::Read, &path) { self.host.names(&path) } else { Ok(Vec::new()) }
    }

    fn make_dir(&mut self, path: &str) -> Result<(), HostError> {
        let path = self.path(EffectKind::Write, path)?;
        self.host.make_dir(&path)
    }

    fn remove(&mut self, path: &str) -> Result<(), HostError> {
        // A link is removed, not what it leads to.
        let whole = path.trim_end_matches('/');
        let (folder, name) = whole.rsplit_once('/').unwrap_or((".", whole));
        let folder = self.resolve(if folder.is_empty() { "/" } else { folder });
        let link = format!("{}/{name}", folder.trim_end_matches('/'));
        let granted = !matches!(name, ".." | ".") && self.may(EffectKind::Write, &link);
        self.note(EffectKind::Write, &link, granted);
        if granted { self.host.remove(&link) } else { Err(self.refuse(EffectKind::Write, &link)) }
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), HostError> {
        let from = self.path(EffectKind::Write, from)?;
        let to = self.path(EffectKind::Write, to)?;
        self.host.rename(&from, &to)
    }

    fn set_current_dir(&mut self, path: &str) -> Result<(), HostError> {
        let path = self.path(EffectKind::Read, path)?;
        self.host.set_current_dir(&path)
    }

    fn canonical(&mut self, path: &str) -> Result<String, HostError> {
        let path = self.path(EffectKind::Read, path)?;
        self.host.canonical(&path)
    }

    fn env(&self, name: &str) -> Option<String> {
        let pattern = |p: &String| matches(p.replace('*', "**").as_bytes(), name.as_bytes());
        let granted = self.granted.everything || self.granted.environment.iter().any(pattern);
        self.note(EffectKind::Environment, name, granted);
        if granted {
            return self.host.env(name);
        }
        let _ = self.refuse(EffectKind::Environment, name);
        None
    }

    fn system(&mut self, command: &str) -> Result<(i32, Vec<u8>), HostError> {
        let granted = self.granted.everything || self.granted.processes;
        self.note(EffectKind::Process, command, granted);
        if granted { self.host.system(command) } else { Err(self.refuse(EffectKind::Process, command)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(covers("/data", "/data") && covers("/data/", "/data/a/b") && covers("/", "/etc"));
        assert!(!covers("/data", "/database") && !covers("/data/a", "/data"));
        assert!(covers("/data/*.csv", "/data/x.csv") && !covers("/data/*.csv", "/data/a/x.csv"));
        assert!(covers("/data/**.csv", "/data/a/x.csv") && !covers("/data/*", "/etc/passwd"));
    }
}
