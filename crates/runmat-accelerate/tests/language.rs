//! Programs with arrays on a device, in sessions: what comes back is what the host computes.

use runmat_accelerate::GpuSource;
use runmat_core::{Capabilities, RunMatSession};
use runmat_value::device::{DeviceCounts, DeviceSource};

fn session(source: &GpuSource) -> RunMatSession {
    RunMatSession::builder().capabilities(Capabilities::all()).device(source.clone()).build()
}

fn counts(source: &GpuSource) -> DeviceCounts {
    match source.opened() {
        Some(Ok(device)) => device.counts(),
        other => panic!("no device to test on ({:?}): install a driver, e.g. mesa-vulkan-drivers", other.err_text()),
    }
}

trait ErrText {
    fn err_text(&self) -> String;
}

impl<T> ErrText for Option<Result<T, runmat_value::device::DeviceError>> {
    fn err_text(&self) -> String {
        match self {
            Some(Err(e)) => format!("{e:?}"),
            _ => "none was opened".into(),
        }
    }
}

/// Runs a program; what it printed.
fn printed(session: &RunMatSession, program: &str) -> String {
    match session.execute_blocking(program) {
        Ok(done) => done.printed.text(),
        Err(e) => panic!("{}\nin\n{program}", e.report()),
    }
}

/// The message of the error that a program ends with.
fn failure(session: &RunMatSession, program: &str) -> String {
    match session.execute_blocking(program) {
        Ok(done) => panic!("no error, but: {}\nin\n{program}", done.printed.text()),
        Err(e) => e.report(),
    }
}

/// Compares a function on the host with itself on the device, for one set of arguments.
const CHECK: &str = "
function check(what, allowed, f, varargin)
  want = f(varargin{:});
  there = cellfun(@(v) gpuArray(v), varargin, 'UniformOutput', false);
  got = f(there{:});
  if ~isgpuarray(got), error('%s: the result is not on the device', what); end
  if ~strcmp(underlyingType(got), class(want))
    error('%s: of class %s, not %s', what, underlyingType(got), class(want));
  end
  got = gather(got);
  if ~isequal(size(got), size(want)), error('%s: size %s, not %s', what, mat2str(size(got)), mat2str(size(want))); end
  if ~isequal(isnan(got), isnan(want)), error('%s: NaN in other places', what); end
  same = (got == want) | isnan(want);
  a = double(got(~same)); b = double(want(~same));
  if isa(want, 'single'), unit = 2^-23; least = 2^-126; else, unit = 2^-52; least = 2^-1022; end
  if isinteger(want) || islogical(want), unit = 0; end
  ulps = abs(a - b) ./ (unit * max(abs(b), least));
  if any(~(ulps <= allowed)), k = find(~(ulps <= allowed), 1); error('%s: %.10g, not %.10g', what, a(k), b(k)); end
end
";

/// Functions, the units in the last place that results may differ by, and their arguments.
const CASES: &[(&str, f64, &[&str])] = &[
    // Arithmetic, with sizes that are expanded, and all that is special about floats.
    ("@(a, b) a + b", 0.0, &["s", "s'"]),
    ("@(a, b) a - b", 0.0, &["s", "s'"]),
    ("@(a, b) a .* b", 0.0, &["s", "s'"]),
    ("@(a, b) a ./ b", 3.0, &["s", "s'"]),
    ("@(a, b) a .\\ b", 3.0, &["s", "s'"]),
    ("@(a, b) a + b", 0.0, &["d", "d'"]),
    ("@(a, b) a ./ b", 0.0, &["d", "d'"]),
    ("@(a, b) a + b", 0.0, &["d", "s"]),
    ("@(a) -a", 0.0, &["s"]),
    ("@(a) 2 * a + 1", 1.0, &["s"]),
    ("@(a) a .^ 2", 0.0, &["s"]),
    ("@(a) a .^ 3", 1.0, &["s"]),
    ("@(a) a .^ -2", 4.0, &["s"]),
    ("@(a, b) a .^ b", 4.0, &["p", "s'"]),
    ("@(a, b) a .^ b", 4.0, &["single(0.1:0.0937:30)", "single(-20:0.71:20)'"]),
    ("@(a, b) max(a, b)", 0.0, &["s", "s'"]),
    ("@(a, b) min(a, b)", 0.0, &["d", "d'"]),
    ("@(a, b) mod(a, b)", 4.0, &["s", "s([2 3 5 6])'"]),
    ("@(a, b) rem(a, b)", 4.0, &["s", "s([2 3 5 6])'"]),
    ("@(a, b) mod(a, b)", 4.0, &["d", "d([2 3 5 6])'"]),
    ("@(a, b) atan2(a, b)", 4.0, &["s", "s'"]),
    ("@(a, b) hypot(a, b)", 3.0, &["s", "s'"]),
    // Comparisons and logic.
    ("@(a, b) a < b", 0.0, &["s", "s'"]),
    ("@(a, b) a <= b", 0.0, &["s", "d'"]),
    ("@(a, b) a > b", 0.0, &["d", "d'"]),
    ("@(a, b) a >= b", 0.0, &["i8", "d'"]),
    ("@(a, b) a == b", 0.0, &["s", "s'"]),
    ("@(a, b) a ~= b", 0.0, &["s", "s'"]),
    ("@(a, b) (a > 1) & (b < 2)", 0.0, &["s", "s'"]),
    ("@(a, b) (a > 1) | (b < 2)", 0.0, &["s", "s'"]),
    ("@(a, b) xor(a > 1, b < 2)", 0.0, &["s", "s'"]),
    ("@(a) ~a", 0.0, &["i8"]),
    // Integers saturate and round.
    ("@(a, b) a + b", 0.0, &["i8", "i8'"]),
    ("@(a, b) a - b", 0.0, &["u8", "u8'"]),
    ("@(a, b) a .* b", 0.0, &["i8", "i8'"]),
    ("@(a, b) a ./ b", 0.0, &["i8", "i8'"]),
    ("@(a, b) a ./ b", 0.0, &["u8", "u8'"]),
    ("@(a, b) a + b", 0.0, &["i32", "i32'"]),
    ("@(a, b) a .* b", 0.0, &["i32", "i32'"]),
    ("@(a, b) a ./ b", 0.0, &["i32", "i32'"]),
    ("@(a) a * 0.3", 0.0, &["i32"]),
    ("@(a) a + 0.5", 0.0, &["u8"]),
    ("@(a) -a", 0.0, &["i8"]),
    ("@(a) abs(a)", 0.0, &["i32"]),
    ("@(a) a .^ 2", 0.0, &["i8"]),
    ("@(a, b) max(a, b)", 0.0, &["u8", "u8'"]),
    // Classes.
    ("@(a) int8(a)", 0.0, &["s"]),
    ("@(a) uint8(a)", 0.0, &["d"]),
    ("@(a) int32(a)", 0.0, &["s"]),
    ("@(a) uint32(a)", 0.0, &["d"]),
    ("@(a) int16(a)", 0.0, &["i32"]),
    ("@(a) uint8(a)", 0.0, &["i8"]),
    ("@(a) double(a)", 0.0, &["i8"]),
    ("@(a) single(a)", 0.0, &["d"]),
    ("@(a) logical(a)", 0.0, &["i8"]),
    // Functions of elements: single as precise as stated, and of what both classes have.
    ("@(a) exp(a)", 3.0, &["s"]),
    ("@(a) expm1(a)", 4.0, &["s"]),
    ("@(a) log(a)", 3.0, &["p"]),
    ("@(a) log1p(a)", 4.0, &["p"]),
    ("@(a) log2(a)", 4.0, &["p"]),
    ("@(a) log10(a)", 4.0, &["p"]),
    ("@(a) sqrt(a)", 3.0, &["p"]),
    ("@(a) sin(a)", 4.0, &["s"]),
    ("@(a) cos(a)", 4.0, &["s"]),
    ("@(a) tan(a)", 6.0, &["s"]),
    ("@(a) asin(a)", 4.0, &["u"]),
    ("@(a) acos(a)", 4.0, &["u"]),
    ("@(a) atan(a)", 4.0, &["s"]),
    ("@(a) sinh(a)", 5.0, &["s"]),
    ("@(a) cosh(a)", 5.0, &["s"]),
    ("@(a) tanh(a)", 5.0, &["s"]),
    ("@(a) asinh(a)", 6.0, &["s"]),
    ("@(a) acosh(a + 1)", 8.0, &["p"]),
    ("@(a) atanh(a)", 8.0, &["u"]),
    ("@(a) sqrt(a)", 0.0, &["double(p)"]),
    ("@(a) exp(a)", 3.0, &["[d, -745, -700, 709, 710]"]),
    ("@(a) expm1(a)", 4.0, &["d"]),
    ("@(a) log(a)", 3.0, &["[w, 1e-310]"]),
    ("@(a) log1p(a)", 4.0, &["w"]),
    ("@(a) log2(a)", 4.0, &["w"]),
    ("@(a) log10(a)", 4.0, &["w"]),
    ("@(a) sin(a)", 4.0, &["[d, w(w < 1e6)]"]),
    ("@(a) cos(a)", 4.0, &["[d, w(w < 1e6)]"]),
    ("@(a) tan(a)", 6.0, &["[d, w(w < 1e6)]"]),
    ("@(a) asin(a)", 6.0, &["v"]),
    ("@(a) acos(a)", 6.0, &["v"]),
    ("@(a) atan(a)", 6.0, &["[d, v, w, -w]"]),
    ("@(a) sinh(a)", 6.0, &["[d, v, 709.9]"]),
    ("@(a) cosh(a)", 6.0, &["[d, v, 709.9]"]),
    ("@(a) tanh(a)", 6.0, &["[d, v]"]),
    ("@(a) asinh(a)", 8.0, &["[d, w]"]),
    ("@(a) acosh(a)", 8.0, &["1 + w"]),
    ("@(a) atanh(a)", 8.0, &["v"]),
    ("@(a) floor(a)", 0.0, &["s"]),
    ("@(a) ceil(a)", 0.0, &["d"]),
    ("@(a) fix(a)", 0.0, &["s"]),
    ("@(a) round(a)", 0.0, &["s"]),
    ("@(a) round(a)", 0.0, &["d"]),
    ("@(a) sign(a)", 0.0, &["s"]),
    ("@(a) abs(a)", 0.0, &["d"]),
    ("@(a) isnan(a)", 0.0, &["s"]),
    ("@(a) isinf(a)", 0.0, &["d"]),
    ("@(a) isfinite(a)", 0.0, &["s"]),
    // Reductions and scans along each dimension.
    ("@(a) sum(a)", 2.0, &["m"]),
    ("@(a) sum(a, 2)", 2.0, &["m"]),
    ("@(a) sum(a, 3)", 2.0, &["t"]),
    ("@(a) sum(a, 4)", 2.0, &["t"]),
    ("@(a) sum(a(:))", 4.0, &["t"]),
    ("@(a) sum(a, 'all')", 4.0, &["t"]),
    ("@(a) sum(a, 'double')", 0.0, &["i8"]),
    ("@(a) sum(a, 'double')", 0.0, &["i32"]),
    ("@(a) sum(a > 2)", 0.0, &["m"]),
    ("@(a) prod(a)", 8.0, &["m / 4"]),
    ("@(a) mean(a)", 4.0, &["m"]),
    ("@(a) mean(a, 2)", 4.0, &["double(m)"]),
    ("@(a) max(a)", 0.0, &["m"]),
    ("@(a) max(a, [], 2)", 0.0, &["m"]),
    ("@(a) min(a, [], 3)", 0.0, &["t"]),
    ("@(a) max(a)", 0.0, &["s"]),
    ("@(a) min(a)", 0.0, &["s"]),
    ("@(a) max(a)", 0.0, &["nan(1, 3, 'single')"]),
    ("@(a) max(a)", 0.0, &["i32"]),
    ("@(a) second(@max, a)", 0.0, &["m"]),
    ("@(a) second(@min, a)", 0.0, &["s"]),
    ("@(a) second(@max, a)", 0.0, &["single(mod(1:500, 100))"]),
    ("@(a) any(a)", 0.0, &["m > 11"]),
    ("@(a) all(a, 2)", 0.0, &["m > 1"]),
    ("@(a) any(a)", 0.0, &["s"]),
    ("@(a) cumsum(a)", 4.0, &["m"]),
    ("@(a) cumsum(a, 2)", 4.0, &["m"]),
    ("@(a) cumsum(a)", 0.0, &["single(1:1000)"]),
    ("@(a) cumprod(a)", 8.0, &["m / 4"]),
    ("@(a) cummax(a)", 0.0, &["m"]),
    ("@(a) sum(a)", 1e3, &["single(1:200000) / 7"]),
    ("@(a) max(a)", 0.0, &["single(mod((1:200000) * 7919, 100003))"]),
    ("@(a) sum(a, 2)", 8.0, &["reshape(single(1:3000), 3, 1000)"]),
    // Matrices.
    ("@(a, b) a * b", 16.0, &["m", "m'"]),
    ("@(a, b) a * b'", 16.0, &["m", "m"]),
    ("@(a, b) a' * b", 16.0, &["double(m)", "double(m)"]),
    ("@(a, b) a * b", 1e3, &["reshape(single(1:70*90), 70, 90) / 1000", "reshape(single(1:90*100), 90, 100) / 1000"]),
    ("@(a) a'", 0.0, &["m"]),
    ("@(a) a.' + 1", 0.0, &["m"]),
    ("@(a, b) conv2(a, b)", 16.0, &["m", "m(1:2, 1:2)"]),
    ("@(a, b) conv2(a, b, 'same')", 16.0, &["m", "m(1:3, 1:2)"]),
    ("@(a, b) conv2(a, b, 'valid')", 16.0, &["m", "m(1:2, 1:2)"]),
    // Shapes and places.
    ("@(a) reshape(a, 2, [])", 0.0, &["m"]),
    ("@(a) permute(a, [3 1 2])", 0.0, &["t"]),
    ("@(a) squeeze(sum(a, 1))", 0.0, &["t"]),
    ("@(a) repmat(a, 2, 3)", 0.0, &["m"]),
    ("@(a) flip(a, 2)", 0.0, &["m"]),
    ("@(a) circshift(a, 1)", 0.0, &["m"]),
    ("@(a) diag(a)", 0.0, &["m(:, 1)"]),
    ("@(a) tril(a)", 0.0, &["m"]),
    ("@(a, b) [a, b]", 0.0, &["m", "m"]),
    ("@(a, b) [a; b; a]", 0.0, &["m", "double(m)"]),
    ("@(a, b) cat(3, a, b)", 0.0, &["m", "m"]),
    ("@(a) [a, 1, int8(2)]", 0.0, &["i8"]),
    ("@(a) a(2:3, :)", 0.0, &["m"]),
    ("@(a) a(:, end:-1:1)", 0.0, &["m"]),
    ("@(a) a(end)", 0.0, &["m"]),
    ("@(a) a(:)", 0.0, &["t"]),
    ("@(a) a(2, :, 2)", 0.0, &["t"]),
    ("@(a) a([1 3 3 2])", 0.0, &["m"]),
    ("@(a) a([3 1], [2 2 1])", 0.0, &["m"]),
    ("@(a) a(3:-1:1)", 0.0, &["s"]),
    ("@(a) a(a > 3)", 0.0, &["m"]),
    ("@(a) a(a > 1)", 0.0, &["s"]),
    ("@(a) a(a > 1e6)", 0.0, &["m"]),
    ("@(a, b) a(b)", 0.0, &["m", "[3 1 2]"]),
    ("@(a) at(a, 2, 5)", 0.0, &["m"]),
    ("@(a) at(a, 20, 5)", 0.0, &["s"]),
    ("@(a) at(a, ':', 7)", 0.0, &["i8"]),
    ("@(a) cut(a, 2)", 0.0, &["s"]),
    ("@(a) clip(a)", 0.0, &["m"]),
    ("@(a) find(a)", 0.0, &["m > 3"]),
    ("@(a) find(a)", 0.0, &["s > 1"]),
    ("@(a) find(a > 1e9)", 0.0, &["m"]),
    ("@(a) sort(a)", 0.0, &["m"]),
    ("@(a) sort(a, 'descend')", 0.0, &["s"]),
    ("@(a) sort(a)", 0.0, &["s"]),
    ("@(a) sort(a, 2)", 0.0, &["m"]),
    ("@(a) sort(a, 3, 'descend')", 0.0, &["t"]),
    ("@(a) second(@sort, a)", 0.0, &["mod(m, 3)"]),
    ("@(a) sort(a)", 0.0, &["single(mod((1:3000) * 7919, 1009))"]),
    ("@(a) arrayfun(@(x) x^2 + 1, a)", 0.0, &["m"]),
    // Nothing at all.
    ("@(a) a + 1", 0.0, &["zeros(0, 3, 'single')"]),
    ("@(a) sum(a)", 0.0, &["zeros(0, 3, 'single')"]),
    ("@(a) sort(a)", 0.0, &["zeros(0, 3, 'single')"]),
    ("@(a) a(:, [])", 0.0, &["m"]),
];

const HELPERS: &str = "
function p = second(f, a)
  [~, p] = f(a);
end
function a = at(a, k, v)
  a(k) = v;
end
function a = cut(a, k)
  a(k) = [];
end
function a = clip(a)
  a(a > 5) = 0;
end
";

const DATA: &str = "
s = single([-3.7 -1 -0.5 0.5 2.5 7.25 1e-3 100]); s = [s NaN Inf -Inf 0];
d = double(s); d(1) = pi; v = -1:0.0173:1; w = 10 .^ (-300:7.3:300);
p = single([1e-30 0.001 0.3 1 1.5 2 10 12345.678]);
u = single([-1 -0.9 -0.5 -0.01 0 0.3 0.99 1]);
m = reshape(single([3 1 4 1 5 9 2 6 5 3 5 8]), 3, 4); t = reshape(single(1:24), 3, 4, 2);
i8 = int8([-128 -77 -1 0 1 2 100 127]); u8 = uint8([0 1 2 100 200 255]);
i32 = int32([-2147483648 -46341 -7 0 3 46341 2147483647]);
";

#[test]
fn what_is_computed_on_a_device_is_what_the_host_computes() {
    let source = GpuSource::new();
    let session = session(&source);
    let mut wrong = Vec::new();
    for (f, ulps, arguments) in CASES {
        let list: String = arguments.iter().map(|a| format!(", {a}")).collect();
        let call = format!("check('{}', {ulps}, {f}{list});", f.replace('\'', "''"));
        let program = format!("{DATA}\n{call}\n{CHECK}\n{HELPERS}");
        if let Err(e) = session.execute_blocking(program.as_str()) {
            wrong.push(format!("{f} of {arguments:?}: {}", e.report().lines().nth(1).unwrap_or_default()));
        }
    }
    assert!(counts(&source).dispatches > 100);
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn a_chain_with_its_sum_is_one_kernel() {
    let source = GpuSource::new();
    let session = session(&source);
    printed(
        &session,
        "n = 1000; x = gpuArray(single(1:n) / n); a = x + 1; b = 2 * x; gather(a(1)); gather(b(1)); gather(sum(x));",
    );
    let before = counts(&source);
    printed(&session, "y = a.*x.^2 + b.*sin(x) - exp(-x); s = sum(y);");
    assert_eq!(counts(&source).dispatches - before.dispatches, 1);
    let text = printed(
        &session,
        "X = double(gather(x)); fprintf('%d', abs(gather(s) - sum((X + 1).*X.^2 + 2*X.*sin(X) - exp(-X))) < 1e-3)",
    );
    assert_eq!(text, "1");
    // Again with other numbers: nothing is compiled.
    let before = counts(&source);
    printed(&session, "y = b.*x.^2 + a.*sin(x) - exp(-x); s = sum(y);");
    assert_eq!(counts(&source).compiled, before.compiled);
}

#[test]
fn arrays_on_a_device_are_values_of_the_language() {
    let source = GpuSource::new();
    let session = session(&source);
    let text = printed(
        &session,
        "x = gpuArray(single([1 2 3])); y = 2*x + 1; disp(gather(y)); disp(class(y)), disp(isgpuarray(y))",
    );
    assert_eq!(text, "     3     5     7\n\ngpuArray\n   1\n\n");
    assert_eq!(printed(&session, "y"), printed(&session, "y = gather(y)"));
    let text = printed(
        &session,
        "x = gpuArray(single(4)); if x > 3, fprintf('more '), end
         while x > 1, x = x / 2; end, fprintf('%g ', x);
         if x == 1 && x < 2, fprintf('one '), end
         c = {x, x + 1}; s.a = c{2}; fprintf('%g ', s.a); fprintf('%s ', underlyingType(x), num2str(s.a));
         fprintf('%d', isfloat(x), isnumeric(x), isreal(x), isinteger(x), numel(x), isempty(x), isequal(x, 1));
         z = zeros(2, 3, 'single', 'gpuArray'); w = ones(2, 3, 'like', z); fprintf(' %g', sum(w + z, 'all'));
         r = rand(100, 'single', 'gpuArray'); fprintf(' %d', gather(all(r(:) > 0 & r(:) < 1)), abs(gather(mean(r(:))) - 0.5) < 0.02);
         q = parfeval(@() 1, 1); fprintf(' %d', fetchOutputs(q));",
    );
    assert_eq!(text, "more 1 one 2 single 2 11101016 1 1 1".replacen("11101016", "1110101 6", 1));
}

#[test]
fn what_can_not_be_done_is_said() {
    let source = GpuSource::new();
    let session = session(&source);
    let cases = [
        ("fft(gpuArray(single(1:4)))", "'fft' can't be computed on a device: gather its arguments first"),
        ("gather(sqrt(gpuArray(single([4 -1]))))", "complex"),
        ("gather(gpuArray(single([1 NaN])) & 1)", "NaN's cannot be converted to logicals"),
        ("x = gpuArray(single(1:3)); k = gpuArray(single(4)); gather(x(k))", "exceeds the number of array elements"),
        ("gpuArray({1})", "Arrays of class cell can't be on a device"),
        ("gpuArray(1i)", "Complex arrays can't be on a device"),
        ("gpuArray(single(1:2)) + gpuArray(single(1:3))", ""),
        ("gpuArray(int8(1)) + gpuArray(int16(1))", ""),
        ("gpuArray([2 3]) .^ 0.3", "convert to single"),
        ("sin(gpuArray(1e7))", "Angles beyond a million"),
        ("x = gpuArray(single(1:3)); x(5)", "exceed"),
        ("x = gpuArray(single(1:3)); s.a = x; s.a(2) = 5;", "gather it first"),
        ("x = gpuArray(single(1:3)); switch x(1), case 1, end", "gather it first"),
        ("x = gpuArray(single(1:3)); for v = x, end", "gather it first"),
        ("sum(gpuArray(int8([100 100 -100])))", "'sum' of integers in their own class"),
    ];
    for (program, expected) in cases {
        let text = failure(&session, &format!("v = {program}; gather(v)").replace("v = x = ", "x = "));
        assert!(text.contains(expected), "{program}: {text}");
    }
    // The session goes on.
    assert_eq!(printed(&session, "fprintf('%g', gather(gpuArray(single(2)) * 3))"), "6");
}

#[test]
fn many_faults_are_one() {
    let source = GpuSource::new();
    let session = session(&source);
    let text = printed(
        &session,
        "x = gpuArray(single(1:3)); for k = 1:100, x = sqrt(x) + log(x + 1); end, fprintf('%d', all(gather(x) > 0))",
    );
    assert_eq!(text, "1");
    assert!(counts(&source).reading == 0);
    let text = failure(
        &session,
        "x = gpuArray(single(1:3)); x = x - 2; for k = 1:100, x = sqrt(x) + log(x + 1); end, gather(x)",
    );
    assert!(text.contains("complex"), "{text}");
}

#[test]
fn without_a_device_there_is_none() {
    let session = RunMatSession::builder().capabilities(Capabilities::all()).build();
    assert_eq!(printed(&session, "fprintf('%d %d', gpuDeviceCount, canUseGPU)"), "0 0");
    assert!(failure(&session, "gpuArray(1)").contains("There is no GPU device"));
    let closed = RunMatSession::builder().capabilities(Capabilities::none()).device(GpuSource::new()).build();
    assert!(failure(&closed, "gpuArray(1)").contains("device"));
}

#[test]
fn memory_is_counted_and_freed() {
    let source = GpuSource::new();
    let session = session(&source);
    printed(&session, "x = gpuArray(single(1)); gather(x); clear x");
    let before = counts(&source).used;
    printed(&session, "x = zeros(1000, 1000, 'single', 'gpuArray') + 1; y = sum(x(:)); gather(y);");
    printed(&session, "x = x + 1; gather(x(1));");
    assert!(counts(&source).used >= before + 4_000_000);
    printed(&session, "clear x y");
    assert_eq!(counts(&source).used, before);
    // Loops hold no more than they need.
    printed(
        &session,
        "x = zeros(1000, 1000, 'single', 'gpuArray'); for k = 1:200, x = x + k; end, fprintf('%g', gather(x(7)));",
    );
    assert!(counts(&source).used < before + 40_000_000, "{:?}", counts(&source));
    let limits = runmat_core::RunLimits { memory_bytes: Some(10 << 20), ..runmat_core::RunLimits::NONE };
    let small =
        RunMatSession::builder().capabilities(Capabilities::all()).limits(limits).device(source.clone()).build();
    let text = failure(&small, "x = gpuArray(single(1:100)); y = repmat(x, 1000, 100) + 1; gather(y(1))");
    assert!(text.contains("may hold"), "{text}");
}

#[test]
fn a_run_that_is_dropped_while_it_waits_leaves_nothing() {
    use std::future::Future;
    let source = GpuSource::new();
    let session = session(&source);
    printed(&session, "x = gpuArray(single(1:1000)); gather(x(1));");
    for _ in 0..20 {
        let mut run = Box::pin(session.execute_async("y = gather(x + 1);"));
        let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
        let _polled = run.as_mut().poll(&mut cx);
        let _polled = run.as_mut().poll(&mut cx);
        drop(run);
    }
    assert_eq!(counts(&source).reading, 0);
    assert_eq!(printed(&session, "fprintf('%g', sum(gather(x)))"), "500500");
}
