//! A plain fuzzer for the stable toolchain: mutates the test corpora, the same way for the same seed.
//!
//! It is no replacement for the coverage-guided targets in `fuzz/`, but runs anywhere, for as long as one likes.

use crate::targets::{TARGETS, Target};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// An input that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest input.
const LONGEST: usize = 4000;
/// Room for recursion, as the command line has it.
const STACK: usize = 64 << 20;

/// How much to do: until the time is over, or a number of inputs (the same ones for the same seed).
#[derive(Clone, Copy)]
pub enum Effort {
    Seconds(f64),
    Inputs(u64),
}

impl std::str::FromStr for Effort {
    type Err = String;

    /// `10` is ten seconds, `500x` is five hundred inputs.
    fn from_str(s: &str) -> Result<Self, String> {
        let wrong = || format!("'{s}' is neither a number of seconds nor of inputs (500x)");
        match s.strip_suffix('x') {
            Some(n) => n.parse().map(Effort::Inputs).map_err(|_| wrong()),
            None => s.parse().map(Effort::Seconds).map_err(|_| wrong()),
        }
    }
}

/// Runs a target, or all in turn.
pub fn run(name: &str, effort: Effort, seed: u64) -> Result<(), String> {
    let chosen: Vec<_> = TARGETS.iter().filter(|(n, _)| *n == name || name == "all").collect();
    if chosen.is_empty() {
        return Err(format!("there is no target {name}"));
    }
    let mut found = 0;
    for &&(name, target) in &chosen {
        found += on_large_stack(move || one_target(name, target, effort, seed))?;
    }
    if found > 0 { Err(format!("{found} inputs fail; they lie in {}", folder().display())) } else { Ok(()) }
}

/// Runs one input again.
pub fn replay(name: &str, file: &str) -> Result<(), String> {
    let &(_, target) = TARGETS.iter().find(|(n, _)| *n == name).ok_or(format!("there is no target {name}"))?;
    let bytes = std::fs::read(file).map_err(|e| format!("{file}: {e}"))?;
    on_large_stack(move || target(&bytes))
}

fn on_large_stack<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(f).map_err(|e| e.to_string())?;
    thread.join().map_err(|_| "the input fails".to_string())
}

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn folder() -> PathBuf {
    root().join("target/fuzz")
}

fn one_target(name: &str, target: Target, effort: Effort, seed: u64) -> usize {
    let corpus = corpus(name);
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let _ = std::fs::create_dir_all(folder());
    let current = folder().join(format!("{name}-current"));
    let ticks = Arc::new(AtomicU64::new(0));
    watch(name.to_string(), current.clone(), ticks.clone());
    std::panic::set_hook(Box::new(|_| {}));
    let begun = Instant::now();
    let (mut runs, mut found) = (0u64, 0);
    let goes_on = |runs| match effort {
        Effort::Seconds(s) => begun.elapsed().as_secs_f64() < s,
        Effort::Inputs(n) => runs < n,
    };
    while goes_on(runs) {
        let input = mutate(&corpus, &mut random);
        // For what ends the process: a stack overflow, an abort.
        let _ = std::fs::write(&current, &input);
        ticks.fetch_add(1, Relaxed);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target(&input))) {
            found += 1;
            report(name, &input, &*panic);
        }
        runs += 1;
    }
    ticks.store(u64::MAX, Relaxed);
    let _ = std::panic::take_hook();
    let _ = std::fs::remove_file(&current);
    println!("{name}: {runs} inputs in {:.1} s, {found} fail", begun.elapsed().as_secs_f64());
    found
}

fn report(name: &str, input: &[u8], panic: &(dyn std::any::Any + Send)) {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without text");
    let mut hasher = DefaultHasher::new();
    // One file a message: the first input for each is enough.
    text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>().hash(&mut hasher);
    let file = folder().join(format!("{name}-{:08x}", hasher.finish() as u32));
    if !file.exists() {
        println!("{name}: {text}\n  {}", file.display());
        let _ = std::fs::write(file, input);
    }
}

/// Ends the process when an input hangs.
fn watch(name: String, current: PathBuf, ticks: Arc<AtomicU64>) {
    std::thread::spawn(move || {
        let (mut last, mut since) = (0, Instant::now());
        loop {
            std::thread::sleep(Duration::from_millis(200));
            let now = ticks.load(Relaxed);
            if now == u64::MAX {
                return;
            }
            if now != last {
                (last, since) = (now, Instant::now());
            } else if since.elapsed() > PATIENCE {
                println!("{name}: hangs on {}", current.display());
                std::process::exit(1);
            }
        }
    });
}

/// Seeds: all `.m` and `.txt` files under `tests`, and words of the language.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let mut out: Vec<Vec<u8>> = match name {
        "format" => FORMATS.iter().map(|f| f.as_bytes().to_vec()).collect(),
        _ => WORDS.iter().map(|w| w.as_bytes().to_vec()).collect(),
    };
    if name != "format" {
        collect(&root().join("tests"), &mut out);
    }
    out
}

fn collect(folder: &Path, out: &mut Vec<Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| e == "m") {
            out.extend(std::fs::read(&path));
        } else if path.extension().is_some_and(|e| e == "txt") && path.to_string_lossy().contains("display") {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let cases = text.split("\n--- ").filter_map(|case| Some(case.split_once('\n')?.1.as_bytes().to_vec()));
            out.extend(cases);
        }
    }
}

const FORMATS: &[&str] = &[
    "%d\n",
    "%5.2f|",
    "%-10s|",
    "%+g %e\0abc\0\x01\x02",
    "%x %o %c%%",
    "%*d",
    "%#08.3x",
    "%[a-z]%*d\0abc 1 2",
    "%s %s",
    "%5$d",
    "%ld %hd",
    "\\n\\t\\x41\\101",
    "%i%u%G%E%a",
    "%.*f",
    "% d",
    "%bx",
    "%tu",
    "%n",
    "%%%",
    "%",
];

const WORDS: &[&str] = &[
    "x = 1:10;\n",
    "y = x';\n",
    "z = [1 2; 3 4];\n",
    "c = {1, 'a', [1 2]};\n",
    "s.a.b(3) = 4;\n",
    "for k = 1:5\n",
    "end\n",
    "if x > 3, y = 2; else, y = 1; end\n",
    "while true\n",
    "break\n",
    "try\n",
    "catch e\n",
    "f = @(a, b) a + b;\n",
    "function r = g(n)\n  r = n;\nend\n",
    "switch x\ncase 1\notherwise\nend\n",
    "x(end + 1) = 5;\n",
    "x(2) = [];\n",
    "disp(x)\n",
    "x",
    "y",
    "z",
    "c{2}",
    "s.a",
    "(1)",
    "{1}",
    "'",
    "\"",
    "...\n",
    "%{\n",
    "%}\n",
    "%",
    "#",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ",",
    ";",
    "\n",
    "==",
    "~=",
    "!",
    "&&",
    "||",
    "+=",
    "++",
    ".*",
    ".^",
    "^",
    "'",
    ".'",
    ":",
    "@",
    "1e5",
    "0x1F",
    "1i",
    "NaN",
    "Inf",
    "int8(200)",
    "uint64(5)",
    "single(2)",
    "true",
    "\"str\"",
    "'chr'",
    "end",
    "zeros(2, 3)",
    "ones(2)",
    "numel(x)",
    "size(z)",
    "cellfun(@numel, c)",
    "cellfun(@(v) v, c, 'UniformOutput', false)",
    "sprintf('%d', x)",
    "eval('x = 3;')",
    "eval('1 +', 'y = 2')",
    "error('a:b', 'c')",
    "rethrow(e)",
    "isempty([])",
    "sum(z)",
    "z * z",
    "z \\ z",
    "sort(x)",
    "unique(x)",
    "strrep('abc', 'b', 'd')",
    "regexp('ab12', '\\d+', 'match')",
    "num2str(pi)",
    "mat2str(z)",
    "containers.Map()",
    "struct('a', {1, 2})",
    "fieldnames(s)",
    "sparse(z)",
    "bitand(5, 3)",
    "mod(x, 3)",
    "find(x > 2)",
    "reshape(1:6, 2, 3)",
    "cat(3, z, z)",
    "repmat(z, 2, 2)",
    "x(:)",
    "z(:, 1)",
    "[a, b] = max(x)",
    "nargin",
    "varargin{:}",
    "global g1\n",
    "persistent p\n",
    "unwind_protect\n",
    "unwind_protect_cleanup\n",
    "end_unwind_protect\n",
    "do\n",
    "until x > 3\n",
    "function",
    "return\n",
    "arguments\n",
    "onCleanup(@() 1)",
    "input('')",
    "pause(1)",
    "func2str(f)",
    "str2func('@(x) x')",
    "feval(@plus, 1, 2)",
    "evalc('x')",
    "isfield(s, 'a')",
    "intmax('int64')",
    "1:0",
    "[]",
    "{}",
    "''",
];

const CHARACTERS: &[u8] = b"\n'\"()[]{},;.:@%#=~!&|+-*/\\^ 0123456789eExXab\0";

/// Some seeds, cut, joined and disturbed.
fn mutate(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = random.choose(corpus).clone();
    input.truncate(LONGEST);
    for _ in 0..1 + random.below(6) {
        let at = random.below(input.len() + 1);
        let to = (at + random.below(40)).min(input.len());
        match random.below(7) {
            0 if !input.is_empty() => {
                let k = at.min(input.len() - 1);
                input[k] = random.next() as u8;
            }
            1 => drop(input.drain(at..to)),
            2 => {
                let part = input[at..to].to_vec();
                let place = random.below(input.len() + 1);
                input.splice(place..place, part);
            }
            3 => {
                let other = random.choose(corpus);
                let from = random.below(other.len() + 1);
                let end = (from + random.below(200)).min(other.len());
                input.splice(at..at, other[from..end].iter().copied());
            }
            4 => {
                let word = random.choose(WORDS).as_bytes();
                input.splice(at..at, word.iter().copied());
            }
            5 => {
                let word = random.choose(WORDS).as_bytes();
                input.splice(at..to, word.iter().copied());
            }
            _ => input.insert(at, *random.choose(CHARACTERS)),
        }
    }
    input.truncate(LONGEST);
    input
}

/// xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn choose<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}
