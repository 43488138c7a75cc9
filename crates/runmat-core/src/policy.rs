//! Policies: limits, capabilities, clock and chance of a run, set together under a name.
//!
//! | policy | limits | effects | time and chance |
//! | --- | --- | --- | --- |
//! | `open` | none | what is granted | real |
//! | `monitored` | none | what is granted, each told | real |
//! | `bounded` | [`BOUNDS`] | what is granted | real |
//! | `isolated` | [`BOUNDS`] | none | real |
//! | `deterministic` | none | files that are granted, functions of the host | virtual time, fixed date and seeds, stops by work |
//!
//! A policy is a value, made from text as well: a name, then settings that tighten it further.
//!
//! ```
//! use runmat_core::{EffectKind, Policy};
//!
//! let policy: Policy = "bounded fuel=1e9 memory=512M deny=network,process".parse().unwrap();
//! assert_eq!(policy.limits.fuel, Some(1_000_000_000));
//! assert!(policy.denies.contains(&EffectKind::Network));
//! ```
//!
//! A script may tighten the policy it runs under, in a comment among those it begins with: `%!policy bounded fuel=1e6`.

use runmat_async::{Clock, RunLimits};
use runmat_ignition::host::{
    Denials, EffectKind, FileInfo, FileStatus, Host, HostError, HostFile, Interruption, OpenMode, forward_effects,
    forward_places,
};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// The limits of `bounded` and `isolated`, where nothing stricter is said.
pub const BOUNDS: RunLimits = RunLimits {
    fuel: Some(20_000_000_000),
    wall_time: Some(Duration::from_secs(600)),
    memory_bytes: Some(4 << 30),
    output_bytes: Some(64 << 20),
    call_depth: None,
    open_files: Some(64),
};

/// The moment at which deterministic runs begin: the first of January 2020, UTC.
const EPOCH: f64 = 1_577_836_800.0;

/// What a comment begins with that names a policy.
const MARK: &str = "!policy";

/// What programs may use and do, beside what is granted: see the module's documentation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// What each run may use.
    pub limits: RunLimits,
    /// Effects that are refused, whatever is granted.
    pub denies: Vec<EffectKind>,
    /// Effects are told: on the error stream, and to the audit of the capabilities.
    pub monitored: bool,
    /// Time is virtual, date and seeds are fixed, and runs stop by work done: bit-identical in every run.
    pub deterministic: bool,
}

impl Policy {
    /// No limits, and whatever is granted.
    pub fn open() -> Self {
        Policy::default()
    }

    /// As [`Policy::open`], and each effect is told.
    pub fn monitored() -> Self {
        Policy { monitored: true, ..Policy::default() }
    }

    /// With limits on everything: [`BOUNDS`].
    pub fn bounded() -> Self {
        Policy { limits: BOUNDS, ..Policy::default() }
    }

    /// As [`Policy::bounded`], and without any effect.
    pub fn isolated() -> Self {
        Policy { denies: EffectKind::ALL.to_vec(), ..Policy::bounded() }
    }

    /// The same in every run: virtual time, a fixed date, fixed seeds, and nothing that could differ.
    pub fn deterministic() -> Self {
        use EffectKind::{Device, Environment, Network, Process};
        Policy { deterministic: true, denies: vec![Environment, Process, Network, Device], ..Policy::default() }
    }

    /// The policy of a name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "open" => Policy::open(),
            "monitored" => Policy::monitored(),
            "bounded" => Policy::bounded(),
            "isolated" => Policy::isolated(),
            "deterministic" => Policy::deterministic(),
            _ => return None,
        })
    }

    /// What both allow.
    #[must_use]
    pub fn tightened(mut self, other: &Policy) -> Self {
        self.limits = self.limits.tightened(other.limits);
        self.deny(&other.denies);
        self.monitored |= other.monitored;
        self.deterministic |= other.deterministic;
        self
    }

    /// Refuses more.
    fn deny(&mut self, kinds: &[EffectKind]) {
        let fresh: Vec<EffectKind> = kinds.iter().copied().filter(|k| !self.denies.contains(k)).collect();
        self.denies.extend(fresh);
    }

    /// The policy that a program asks for, in the comments it begins with.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn of_program(text: &str) -> Result<Option<Policy>, String> {
        let comments = text.lines().map(str::trim).take_while(|l| l.is_empty() || l.starts_with(['%', '#']));
        let mut found: Option<Policy> = None;
        for line in comments {
            let Some(words) = line[line.len().min(1)..].strip_prefix(MARK) else { continue };
            if words.starts_with(|c: char| !c.is_whitespace()) {
                continue;
            }
            let policy: Policy = words.parse()?;
            found = Some(found.take().unwrap_or_default().tightened(&policy));
        }
        Ok(found)
    }

    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        let limits = &mut self.limits;
        match key {
            "fuel" => tighten(&mut limits.fuel, count(value)?),
            "time" => tighten(&mut limits.wall_time, duration(value)?),
            "memory" => tighten(&mut limits.memory_bytes, size(value)?),
            "output" => tighten(&mut limits.output_bytes, size(value)?),
            "depth" => tighten(&mut limits.call_depth, value.parse().ok()?),
            "files" => tighten(&mut limits.open_files, value.parse().ok()?),
            "deny" => {
                let kinds: Option<Vec<EffectKind>> = value.split(',').map(EffectKind::of).collect();
                self.deny(&kinds?);
            }
            _ => return None,
        }
        Some(())
    }
}

fn tighten<T: Ord>(place: &mut Option<T>, value: T) {
    if place.as_ref().is_none_or(|p| value < *p) {
        *place = Some(value);
    }
}

impl FromStr for Policy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let name = words.next().unwrap_or_default();
        let names = "open, monitored, bounded, isolated, deterministic";
        let mut policy = Policy::named(name).ok_or(format!("there is no policy '{name}'; there are {names}"))?;
        for word in words {
            let set = word.split_once('=').and_then(|(key, value)| policy.set(key, value));
            set.ok_or(format!(
                "'{word}' is no setting of a policy; there are fuel=N, time=T, memory=SIZE, output=SIZE, depth=N, files=N, deny=KINDS"
            ))?;
        }
        Ok(policy)
    }
}

/// `1000000`, `1_000_000`, `1e6`.
pub fn count(text: &str) -> Option<u64> {
    let text = text.replace('_', "");
    text.parse().ok().or_else(|| text.parse::<f64>().ok().filter(|x| *x >= 0.0).map(|x| x as u64))
}

/// `512M`, `2G`, `100k`, plain bytes.
pub fn size(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        "t" | "tb" | "tib" => 40,
        _ => return None,
    };
    let n: f64 = digits.parse().ok()?;
    (n >= 0.0).then_some((n * (1u64 << shift) as f64) as u64)
}

/// `10`, `2.5s`, `300ms`, `5m`, `1h`.
pub fn duration(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "" | "s" => 1.0,
        "ms" => 1e-3,
        "us" => 1e-6,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return None,
    };
    Duration::try_from_secs_f64(digits.parse::<f64>().ok()? * unit).ok()
}

/// A host whose time, date and chance are the same in every run.
pub(crate) struct Steady {
    pub(crate) host: Box<dyn Host>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) drawn: u64,
}

impl Host for Steady {
    forward_places!(host);
    forward_effects!(host);

    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn wall_clock(&self) -> f64 {
        EPOCH + self.clock.now().as_secs_f64()
    }

    fn cpu_time(&self) -> Option<Duration> {
        Some(self.clock.now())
    }

    /// The same sequence each time (splitmix).
    fn entropy(&mut self) -> u64 {
        self.drawn = self.drawn.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.drawn;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn process_id(&self) -> u32 {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_read_from_text() {
        assert_eq!("open".parse(), Ok(Policy::open()));
        let p: Policy = "isolated time=2s depth=10".parse().unwrap();
        assert_eq!(
            (p.limits.wall_time, p.limits.call_depth, p.denies.len()),
            (Some(Duration::from_secs(2)), Some(10), 8)
        );
        // Nothing loosens what the name says.
        assert_eq!("bounded fuel=1e15".parse::<Policy>().unwrap().limits.fuel, BOUNDS.fuel);
        for bad in ["", "free", "open fuel", "open fuel=x", "open colour=red", "open deny=everything"] {
            assert!(bad.parse::<Policy>().is_err(), "{bad}");
        }
    }

    #[test]
    fn programs_name_theirs_in_their_first_comments() {
        let of = Policy::of_program;
        assert_eq!(of("x = 1;\n%!policy bounded\n"), Ok(None));
        assert_eq!(of("% A title\n\n%!policy isolated\nx = 1;"), Ok(Some(Policy::isolated())));
        assert_eq!(
            of("#!policy bounded\n% more\n%!policy deterministic\n"),
            Ok(Some(Policy::bounded().tightened(&Policy::deterministic())))
        );
        assert_eq!(of("%!policyholder\n%!test\n% é\n"), Ok(None));
        assert!(of("%!policy loose\n").is_err());
    }

    #[test]
    fn tightening_adds_up() {
        let both = Policy::bounded().tightened(&"deterministic fuel=5".parse().unwrap());
        assert!(both.deterministic && both.limits.fuel == Some(5) && both.denies.contains(&EffectKind::Process));
        assert_eq!(both.clone().tightened(&Policy::open()), both);
    }
}
