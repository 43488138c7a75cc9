//! The command line's words: one table of options, parsed by hand.

use runmat_core::policy::{count, duration, size};
use runmat_core::{Capabilities, Dialect, Policy, RunLimits, Slice};

/// What to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Command {
    /// A file, with arguments.
    File {
        path: String,
        args: Vec<String>,
    },
    /// The text after `-e`.
    Code {
        text: String,
        args: Vec<String>,
    },
    /// Standard input; a prompt when that is a terminal.
    Input {
        args: Vec<String>,
    },
    /// Go on from a snapshot.
    Resume {
        path: String,
        args: Vec<String>,
    },
    /// Parse and resolve only.
    Check(Vec<String>),
    /// List the bytecode of a file.
    Bytecode(String),
    Help,
    Version,
}

/// All that the command line says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Options {
    pub command: Command,
    pub dialect: Dialect,
    pub limits: RunLimits,
    pub policy: Policy,
    pub slice: Option<Slice>,
    pub stats: bool,
    /// Where a run is saved that asks something when standard input has ended.
    pub suspend: Option<String>,
    /// Where the journal is written.
    pub record: Option<String>,
    /// The journal that is replayed.
    pub replay: Option<String>,
    /// What a program may do to the world outside, when that is not everything.
    pub granted: Option<Granted>,
}

/// What `--allow-…` options grant.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Granted {
    pub read: Vec<String>,
    pub write: Vec<String>,
    pub environment: Vec<String>,
    pub network: Vec<String>,
    pub functions: Vec<String>,
    pub processes: bool,
    pub clock: bool,
    pub devices: bool,
    /// The user is asked for what is not granted.
    pub asks: bool,
}

impl Granted {
    /// For a session.
    pub(crate) fn capabilities(&self) -> Capabilities {
        let mut all = self.read.iter().fold(Capabilities::none(), |c, p| c.read(p));
        all = self.write.iter().fold(all, |c, p| c.write(p));
        all = self.environment.iter().fold(all, |c, p| c.environment(p));
        all = self.network.iter().fold(all, |c, p| c.network(p));
        all = self.functions.iter().fold(all, |c, p| c.function(p));
        let switches: [(bool, fn(Capabilities) -> Capabilities); 4] = [
            (self.processes, Capabilities::processes),
            (self.clock, Capabilities::clock),
            (self.devices, Capabilities::devices),
            (self.asks, Capabilities::ask),
        ];
        switches.iter().filter(|s| s.0).fold(all, |c, s| s.1(c))
    }
}

pub(crate) const HELP: &str = "\
Run MATLAB and Octave programs.

    runmat FILE [ARGS...]       run a script, or call the first function of a function file
    runmat -e CODE [ARGS...]    run CODE
    runmat [-]                  run standard input; on a terminal, a prompt
    runmat resume FILE          go on from a snapshot: one made by checkpoint('FILE') or --suspend
    runmat check FILE...        report what is wrong with files, without running them
    runmat bytecode FILE        list the bytecode a file is compiled to

Options:
    --compat matlab|octave      the language spoken (matlab)
    --fuel N                    most work, in cost units
    --time-limit T              most time: 10, 2.5s, 300ms, 5m
    --mem-limit SIZE            most memory held by values: 512M, 2G
    --depth-limit N             most nested calls (matlab 500, octave 256)
    --output-limit SIZE         most bytes printed
    --slice T                   longest piece of work between two polls (4ms)
    --policy NAME               open, monitored (each effect is reported), bounded (limits on everything), isolated (and
                                nothing of the world outside), deterministic (virtual time, fixed date and seeds);
                                'NAME fuel=N time=T memory=SIZE output=SIZE depth=N files=N deny=KINDS' tightens it,
                                as a comment '%!policy ...' at the top of a program does
    --sandbox                   no files, environment, network, other programs or date, except for what is allowed with
    --allow-read PATH           a file, a folder with all in it, or a pattern with * and **
    --allow-write PATH          the same
    --allow-env NAME            an environment variable
    --suspend FILE              when standard input has ended and the program asks something, save it to FILE and
                                end with status 75
    --allow-net HOST[:PORT]     requests to a host: *.example.org, localhost:8080, *
    --allow-function NAME       a function of the host
    --allow-run, --allow-clock, --allow-device
                                other programs; the date; devices to compute on
    --ask                       as --sandbox, but what is not allowed is asked for
    --record FILE               write all that the program is told from outside to FILE: clocks, chance, files, answers, ...
    --replay FILE               repeat the run recorded there, exactly: nothing is asked or done outside; a program need
                                not be named, and must be the one that was recorded
    --stats                     report fuel, time, memory and polls on standard error
    -h, --help                  this text
    -V, --version               the version

Exit status: 0 done, 1 the program failed, 2 the command line makes no sense, 3 a replay departs from its journal,
75 suspended, 130 interrupted, or what the program gives to exit().
";

/// An option with a value: its name, and what it sets.
type Setter = fn(&mut Options, &str) -> Option<()>;
const VALUES: &[(&str, Setter)] = &[
    ("--compat", |o, v| {
        o.dialect = match v {
            "matlab" => Dialect::Matlab,
            "octave" => Dialect::Octave,
            _ => return None,
        };
        Some(())
    }),
    ("--fuel", |o, v| set(&mut o.limits.fuel, count(v))),
    ("--time-limit", |o, v| set(&mut o.limits.wall_time, duration(v))),
    ("--mem-limit", |o, v| set(&mut o.limits.memory_bytes, size(v))),
    ("--depth-limit", |o, v| set(&mut o.limits.call_depth, v.parse().ok())),
    ("--output-limit", |o, v| set(&mut o.limits.output_bytes, size(v))),
    ("--allow-read", |o, v| grant(o, |g| g.read.push(v.into()))),
    ("--allow-write", |o, v| grant(o, |g| g.write.push(v.into()))),
    ("--allow-env", |o, v| grant(o, |g| g.environment.push(v.into()))),
    ("--suspend", |o, v| set(&mut o.suspend, Some(v.into()))),
    ("--record", |o, v| set(&mut o.record, Some(v.into()))),
    ("--replay", |o, v| set(&mut o.replay, Some(v.into()))),
    ("--allow-net", |o, v| grant(o, |g| g.network.push(v.into()))),
    ("--allow-function", |o, v| grant(o, |g| g.functions.push(v.into()))),
    ("--policy", |o, v| {
        o.policy = std::mem::take(&mut o.policy).tightened(&v.parse().ok()?);
        Some(())
    }),
    ("--slice", |o, v| set(&mut o.slice, duration(v).map(Slice::Time))),
];

/// Grants something: what is not granted is denied from now on.
fn grant(o: &mut Options, f: impl FnOnce(&mut Granted)) -> Option<()> {
    f(o.granted.get_or_insert_default());
    Some(())
}

/// An option without a value: its name, and what it sets.
type Switch = fn(&mut Options);
const SWITCHES: &[(&str, Switch)] = &[
    ("--stats", |o| o.stats = true),
    ("--sandbox", |o| o.granted = Some(o.granted.take().unwrap_or_default())),
    ("--allow-run", |o| o.granted.get_or_insert_default().processes = true),
    ("--allow-clock", |o| o.granted.get_or_insert_default().clock = true),
    ("--allow-device", |o| o.granted.get_or_insert_default().devices = true),
    ("--ask", |o| o.granted.get_or_insert_default().asks = true),
];

fn set<T>(place: &mut Option<T>, value: Option<T>) -> Option<()> {
    *place = Some(value?);
    Some(())
}

impl Options {
    /// Options from the words after the program's name.
    pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Options, String> {
        let mut options = Options {
            command: Command::Input { args: Vec::new() },
            dialect: Dialect::Matlab,
            limits: RunLimits::NONE,
            policy: Policy::open(),
            slice: None,
            stats: false,
            suspend: None,
            record: None,
            replay: None,
            granted: None,
        };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (name, given) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_string())),
                _ => (word.as_str(), None),
            };
            if let Some((_, setter)) = VALUES.iter().find(|(n, _)| *n == name) {
                let value = given.or_else(|| words.next()).ok_or(format!("{name} needs a value"))?;
                setter(&mut options, &value).ok_or(format!("'{value}' is no value for {name}"))?;
                continue;
            }
            if let Some((_, switch)) = SWITCHES.iter().find(|(n, _)| *n == name && given.is_none()) {
                switch(&mut options);
                continue;
            }
            options.command = match name {
                "-h" | "--help" => Command::Help,
                "-V" | "--version" => Command::Version,
                "-e" | "--eval" => {
                    let text = given.or_else(|| words.next()).ok_or("-e needs program text")?;
                    Command::Code { text, args: words.by_ref().collect() }
                }
                "resume" => match words.next() {
                    Some(path) => Command::Resume { path, args: words.by_ref().collect() },
                    None => return Err("resume takes the file of a snapshot".into()),
                },
                "check" => Command::Check(files(&mut words, &mut options.dialect)?),
                "bytecode" => match files(&mut words, &mut options.dialect)?.as_slice() {
                    [file] => Command::Bytecode(file.clone()),
                    _ => return Err("bytecode takes one file".into()),
                },
                "-" => Command::Input { args: words.by_ref().collect() },
                "--" => match words.next() {
                    Some(path) => Command::File { path, args: words.by_ref().collect() },
                    None => break,
                },
                name if name.starts_with('-') => return Err(format!("there is no option {name}")),
                _ => Command::File { path: word, args: words.by_ref().collect() },
            };
            break;
        }
        if options.record.is_some() && options.replay.is_some() {
            return Err("--record and --replay exclude each other".into());
        }
        Ok(options)
    }
}

/// The files after `check` or `bytecode`, where `--compat` may still stand.
fn files(words: &mut impl Iterator<Item = String>, dialect: &mut Dialect) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--compat") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_string),
            None if word.starts_with('-') && word != "-" => return Err(format!("there is no option {word} here")),
            None => {
                files.push(word);
                continue;
            }
        };
        *dialect = match value.as_deref() {
            Some("octave") => Dialect::Octave,
            Some("matlab") => Dialect::Matlab,
            _ => return Err("--compat takes matlab or octave".into()),
        };
    }
    if files.is_empty() { Err("no files are given".into()) } else { Ok(files) }
}

/// Nine tenths of the memory that is free now: a program that wants more gets an error instead of being killed by the
/// system.
pub(crate) fn most_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024 / 10 * 9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn parse(words: &[&str]) -> Result<Options, String> {
        Options::parse(words.iter().map(|w| w.to_string()))
    }

    #[test]
    fn values_follow_or_are_attached() {
        let o = parse(&["--fuel", "1e6", "--time-limit=300ms", "--compat", "octave", "a.m", "--stats", "x"]).unwrap();
        assert_eq!(o.limits.fuel, Some(1_000_000));
        assert_eq!(o.limits.wall_time, Some(Duration::from_millis(300)));
        assert_eq!(o.dialect, Dialect::Octave);
        // What follows the file is the program's.
        assert_eq!(o.command, Command::File { path: "a.m".into(), args: vec!["--stats".into(), "x".into()] });
        assert!(!o.stats);
    }

    #[test]
    fn sizes_and_times() {
        assert_eq!((size("512M"), size("2g"), size("7"), size("1x")), (Some(512 << 20), Some(2 << 30), Some(7), None));
        assert_eq!(duration("5m"), Some(Duration::from_secs(300)));
        assert_eq!(duration("-1"), None);
        assert_eq!(parse(&["--mem-limit", "1.5k"]).unwrap().limits.memory_bytes, Some(1536));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(parse(&["--nosuch"]).unwrap_err().contains("--nosuch"));
        assert!(parse(&["--compat", "python"]).unwrap_err().contains("python"));
        assert!(parse(&["--fuel"]).unwrap_err().contains("--fuel"));
        assert!(parse(&["check"]).is_err());
        assert_eq!(parse(&["check", "--compat=octave", "a.m"]).unwrap().dialect, Dialect::Octave);
    }
}
