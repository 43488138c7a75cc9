//! What a session may do to the world outside: a host that lets through what has been granted.
//!
//! Paths are compared after links and dots have been resolved, and it is the resolved path that is opened: neither `..`
//! nor a link leads out of what was granted. What is refused fails in the program with `RunMat:CapabilityDenied`,
//! which names what would grant it.

use runmat_ignition::host::{
    Denial, Denials, EffectKind, FileInfo, FileStatus, Host, HostError, HostFile, Interruption, OpenMode, ZoneOffset,
    forward_places, forward_times,
};
use runmat_value::snapshot::{Reader, SnapshotError, Writer};
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

/// What the program wanted, and the option of the command line that grants it.
fn words(kind: EffectKind) -> (&'static str, &'static str) {
    match kind {
        EffectKind::Read => ("read", "--allow-read"),
        EffectKind::Write => ("write", "--allow-write"),
        EffectKind::Environment => ("see the environment variable", "--allow-env"),
        EffectKind::Process => ("run the command", "--allow-run"),
        EffectKind::Clock => ("see the clock:", "--allow-clock"),
        EffectKind::Network => ("connect to", "--allow-net"),
        EffectKind::Function => ("call the host's function", "--allow-function"),
        EffectKind::Device => ("use the device", "--allow-device"),
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
    network: Vec<String>,
    /// Functions of the host; all of them, unless said.
    functions: Option<Vec<String>>,
    devices: bool,
    asks: bool,
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

    /// Connections to a host: `example.org` (the port that its protocol has by default), `example.org:8080`,
    /// `example.org:*`, `*.example.org`, `*` for all with any port.
    pub fn network(mut self, pattern: impl Into<String>) -> Self {
        self.network.push(pattern.into().to_lowercase());
        self
    }

    /// A function of the host, by name; `*` stands for any text. Once one is named, the others are refused: without
    /// that, whatever the host registers may be called.
    pub fn function(mut self, pattern: impl Into<String>) -> Self {
        self.functions.get_or_insert_default().push(pattern.into());
        self
    }

    /// No function of the host but those named.
    pub fn no_functions(mut self) -> Self {
        self.functions.get_or_insert_default();
        self
    }

    /// Devices to compute on.
    pub fn devices(mut self) -> Self {
        self.devices = true;
        self
    }

    /// What is not granted is asked for: the run waits with
    /// [`PendingInteraction::Permission`](crate::PendingInteraction::Permission), and goes on when the answer is `yes`.
    pub fn ask(mut self) -> Self {
        self.asks = true;
        self
    }

    /// Tells `f` each effect, granted or not, before it takes place.
    pub fn audit(mut self, f: impl Fn(&Effect) + Send + Sync + 'static) -> Self {
        self.audit = Some(Arc::new(f));
        self
    }

    /// Writes what is granted, but not who is told of it.
    pub(crate) fn write_down(&self, out: &mut Writer) {
        let mut list = |list: &[String]| {
            out.number(list.len() as u64);
            list.iter().for_each(|p| out.text(p));
        };
        [&self.read, &self.write, &self.environment, &self.network].into_iter().for_each(|l| list(l));
        list(self.functions.as_deref().unwrap_or_default());
        [self.functions.is_some(), self.everything, self.processes, self.clock, self.devices, self.asks]
            .into_iter()
            .for_each(|b| out.flag(b));
    }

    /// Reads what [`Capabilities::write_down`] has written.
    pub(crate) fn read_back(r: &mut Reader<'_>) -> Result<Self, SnapshotError> {
        let mut list = || r.list(|r| r.text().map(String::from));
        let (read, write, environment, network, functions) = (list()?, list()?, list()?, list()?, list()?);
        let mut flag = || r.flag();
        let functions = flag()?.then_some(functions);
        let (everything, processes, clock, devices, asks) = (flag()?, flag()?, flag()?, flag()?, flag()?);
        let audit = None;
        Ok(Capabilities {
            everything,
            read,
            write,
            environment,
            processes,
            clock,
            network,
            functions,
            devices,
            asks,
            audit,
        })
    }

    /// With these told of effects, if nobody is.
    pub(crate) fn audited_as(mut self, other: &Capabilities) -> Self {
        self.audit = self.audit.or_else(|| other.audit.clone());
        self
    }

    /// The host, with only what has been granted let through.
    pub fn guard(self, host: Box<dyn Host>) -> Box<dyn Host> {
        let denials = host.denials().unwrap_or_default();
        denials.set_asks(self.asks);
        let mut guarded = Guarded { host, granted: self, denials };
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

    /// Whether there is nothing to look at.
    fn is_open(&self) -> bool {
        self.granted.everything && self.granted.audit.is_none() && self.denials.is_lenient()
    }

    /// The path with links and dots resolved, as far as it exists.
    fn resolve(&mut self, path: &str) -> String {
        let whole =
            if path.starts_with('/') { path.to_string() } else { format!("/{}/{path}", self.host.current_dir()) };
        // Dots behind something that does not exist may lead back to something that does, such as a link.
        let without_dots = self.resolve_existing(&whole);
        self.resolve_existing(&without_dots)
    }

    /// The part of a path that exists resolved by the host; dots in the rest are taken literally.
    fn resolve_existing(&mut self, whole: &str) -> String {
        let mut end = whole.len();
        while end > 0 {
            if end <= LONGEST
                && let Ok(found) = self.host.canonical(&whole[..end])
            {
                return appended(found, &whole[end..]);
            }
            end = whole[..end].rfind('/').unwrap_or(0);
        }
        appended("/".into(), whole)
    }

    fn note(&self, kind: EffectKind, what: &str, granted: bool) {
        if let Some(audit) = &self.granted.audit {
            audit(&Effect { kind, what: what.to_string(), granted });
        }
        if self.denials.monitors() {
            self.denials.tell(kind, what, granted);
        }
    }

    fn refuse(&self, kind: EffectKind, what: &str) -> HostError {
        let (verb, option) = words(kind);
        let how = match kind {
            EffectKind::Process | EffectKind::Clock | EffectKind::Device => option.to_string(),
            _ => format!("{option}={what}"),
        };
        let forbidden = self.denials.forbids(kind);
        let hint = if forbidden { "its policy forbids it".to_string() } else { format!("{how} would grant it") };
        let text = format!("The program may not {verb} {what}; {hint}.");
        self.denials.note(Denial { kind, what: what.to_string(), text, forbidden });
        HostError::Denied(how)
    }

    /// Whether an effect is granted, or has been permitted since.
    fn may(&self, kind: EffectKind, what: &str) -> bool {
        if self.denials.forbids(kind) {
            return false;
        }
        let g = &self.granted;
        let named = |list: &[String]| list.iter().any(|p| matches(p.replace('*', "**").as_bytes(), what.as_bytes()));
        let granted = g.everything
            || match kind {
                EffectKind::Read => g.read.iter().any(|p| covers(p, what)),
                EffectKind::Write => g.write.iter().any(|p| covers(p, what)),
                EffectKind::Environment => named(&g.environment),
                EffectKind::Process => g.processes,
                EffectKind::Clock => g.clock,
                EffectKind::Network => g.network.iter().any(|p| reaches(p, what)),
                EffectKind::Function => g.functions.as_deref().is_none_or(named),
                EffectKind::Device => g.devices,
            };
        granted || self.denials.is_permitted(kind, what)
    }

    /// Tells the audit, and refuses what is not granted.
    fn check(&self, kind: EffectKind, what: &str) -> Result<(), HostError> {
        let granted = self.may(kind, what);
        self.note(kind, what, granted);
        if granted { Ok(()) } else { Err(self.refuse(kind, what)) }
    }

    /// The path to use, when that is granted.
    fn path(&mut self, kind: EffectKind, path: &str) -> Result<String, HostError> {
        if self.is_open() {
            return Ok(path.to_string());
        }
        let resolved = self.resolve(path);
        self.check(kind, &resolved).map(|()| resolved)
    }
}

/// No path that exists is longer.
const LONGEST: usize = 1 << 13;

/// A path with more components, of which dots are taken literally.
fn appended(mut path: String, rest: &str) -> String {
    path.truncate(path.trim_end_matches('/').len());
    for name in rest.split('/') {
        match name {
            "" | "." => {}
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            name => {
                path.push('/');
                path.push_str(name);
            }
        }
    }
    if path.is_empty() { "/".into() } else { path }
}

/// Whether a pattern covers a path: by wildcards, or as a folder above it.
fn covers(pattern: &str, path: &str) -> bool {
    if pattern.contains('*') {
        return matches(pattern.as_bytes(), path.as_bytes());
    }
    let folder = pattern.trim_end_matches('/');
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A place and its port, if it names one; IPv6 addresses stand in brackets.
fn host_and_port(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (text, None),
    }
}

/// Whether a pattern covers an origin: `https://host`, with the port where it is not the one that goes without saying.
fn reaches(pattern: &str, origin: &str) -> bool {
    let Some((scheme, place)) = origin.split_once("://") else { return false };
    let pattern = match pattern.split_once("://") {
        Some((wanted, rest)) if wanted == scheme => rest,
        Some(_) => return false,
        None => pattern,
    };
    let usual = if scheme == "https" { "443" } else { "80" };
    let (host, port) = host_and_port(place);
    let (name, wanted) = match host_and_port(pattern) {
        ("*", None) => ("*", Some("*")),
        named => named,
    };
    let (default, port) = (port.is_none(), port.unwrap_or(usual));
    let wanted = wanted.unwrap_or("");
    let fits = match wanted {
        "*" => true,
        "" => default,
        wanted => wanted == port,
    };
    let named = match name.strip_prefix("*.") {
        Some(domain) => host.strip_suffix(domain).is_some_and(|sub| sub.len() > 1 && sub.ends_with('.')),
        None => name == "*" || name == host,
    };
    fits && named
}

/// Wildcards: `*` for text without `/`, `**` for any. The time it takes grows with both lengths, and no faster.
fn matches(mut pattern: &[u8], text: &[u8]) -> bool {
    // Whether what was read of the pattern covers so much of the text.
    let mut covers = vec![false; text.len() + 1];
    covers[0] = true;
    while let Some((&c, rest)) = pattern.split_first() {
        if !covers.contains(&true) {
            return false;
        }
        let any = rest.first() == Some(&b'*');
        if c == b'*' {
            let mut open = false;
            for k in 0..covers.len() {
                open = covers[k] || (open && (any || text[k - 1] != b'/'));
                covers[k] = open;
            }
        } else {
            for k in (1..covers.len()).rev() {
                covers[k] = covers[k - 1] && text[k - 1] == c;
            }
            covers[0] = false;
        }
        pattern = if c == b'*' && any { &rest[1..] } else { rest };
    }
    covers[text.len()]
}

impl Host for Guarded {
    forward_times!(host);
    forward_places!(host);

    fn fork(&self) -> Option<Box<dyn Host>> {
        let (host, granted) = (self.host.fork()?, self.granted.clone());
        Some(Box::new(Guarded { host, granted, denials: self.denials.fork() }))
    }

    fn denials(&self) -> Option<Denials> {
        Some(self.denials.clone())
    }

    fn interruption(&mut self, work: u64, seen: Option<Interruption>) -> Option<Interruption> {
        self.host.interruption(work, seen)
    }

    fn permit(&mut self, kind: EffectKind, what: &str) -> Result<(), HostError> {
        self.check(kind, what)?;
        self.host.permit(kind, what)
    }

    fn wall_clock(&self) -> f64 {
        match self.check(EffectKind::Clock, "the date") {
            Ok(()) => self.host.wall_clock(),
            Err(_) => 0.0,
        }
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
        if self.is_open() {
            return self.host.names(path);
        }
        let path = self.resolve(path);
        if self.may(EffectKind::Read, &path) { self.host.names(&path) } else { Ok(Vec::new()) }
    }

    fn make_dir(&mut self, path: &str) -> Result<(), HostError> {
        let path = self.path(EffectKind::Write, path)?;
        self.host.make_dir(&path)
    }

    fn remove(&mut self, path: &str) -> Result<(), HostError> {
        if self.is_open() {
            return self.host.remove(path);
        }
        // A link is removed, not what it leads to.
        let whole = path.trim_end_matches('/');
        let (folder, name) = whole.rsplit_once('/').unwrap_or((".", whole));
        let folder = self.resolve(if folder.is_empty() { "/" } else { folder });
        let link = format!("{}/{name}", folder.trim_end_matches('/'));
        if matches!(name, ".." | ".") {
            return Err(self.refuse(EffectKind::Write, &link));
        }
        self.check(EffectKind::Write, &link)?;
        self.host.remove(&link)
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
        self.check(EffectKind::Environment, name).ok()?;
        self.host.env(name)
    }

    fn system(&mut self, command: &str) -> Result<(i32, Vec<u8>), HostError> {
        self.check(EffectKind::Process, command)?;
        self.host.system(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_appended() {
        let of = |path: &str, rest: &str| appended(path.into(), rest);
        assert_eq!(of("/a/b", "/../c/./d//e/.."), "/a/c/d");
        assert_eq!((of("/", "/../.."), of("/a", ""), of("/", "x")), ("/".into(), "/a".into(), "/x".into()));
    }

    #[test]
    fn patterns() {
        assert!(covers("/data", "/data") && covers("/data/", "/data/a/b") && covers("/", "/etc"));
        assert!(!covers("/data", "/database") && !covers("/data/a", "/data"));
        assert!(covers("/data/*.csv", "/data/x.csv") && !covers("/data/*.csv", "/data/a/x.csv"));
        assert!(reaches("a.org", "http://a.org") && reaches("a.org", "https://a.org"));
        assert!(!reaches("a.org", "http://a.org:443") && !reaches("a.org", "http://a.org:8080"));
        assert!(reaches("a.org:8080", "http://a.org:8080") && !reaches("a.org:80", "https://a.org"));
        assert!(reaches("a.org:443", "https://a.org") && reaches("https://a.org", "https://a.org"));
        assert!(!reaches("https://a.org", "http://a.org") && !reaches("http://a.org", "https://a.org"));
        assert!(reaches("*.a.org", "http://b.a.org") && !reaches("*.a.org", "http://a.org"));
        assert!(!reaches("*.a.org", "http://bada.org") && !reaches("a.org", "http://b.a.org"));
        assert!(reaches("*", "http://x:1") && reaches("a.org:*", "http://a.org:1"));
        assert!(reaches("[::1]:9", "http://[::1]:9") && reaches("[::1]", "http://[::1]"));
        assert!(covers("/data/**.csv", "/data/a/x.csv") && !covers("/data/*", "/etc/passwd"));
        assert!(
            covers("/a/*/c*", "/a/b/cd")
                && !covers("/a/*/c", "/a/b/b/c")
                && covers("/**/c", "/a/b/c")
                && covers("***", "")
        );
        // Many wildcards take no more time than few.
        assert!(!covers(&"**a".repeat(200), &"a".repeat(199)) && covers(&"**a".repeat(200), &"a".repeat(200)));
    }
}
