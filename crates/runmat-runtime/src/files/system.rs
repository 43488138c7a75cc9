//! The system the session runs on.

use crate::args;
use runmat_ignition::{Builtin, CallCx, Values, one};
use runmat_value::{Error, Result, StructArray, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("system", (1, 3), 2, system).doc("[status, text] = system(command): runs a command of the system."),
    Builtin::many("unix", (1, 2), 2, system).doc("[status, text] = unix(command): runs a command of a Unix system."),
    Builtin::many("dos", (1, 2), 2, dos)
        .doc("[status, text] = dos(command): runs a command of a Windows system; does nothing elsewhere."),
    Builtin::one("getpid", (0, 0), |cx, _| Ok(Value::Num(cx.session.host.process_id() as f64)))
        .impure()
        .doc("getpid(): identifier of the process."),
    Builtin::one("nproc", (0, 1), |cx, _| Ok(Value::from(cx.session.host.processors())))
        .impure()
        .doc("nproc(): number of processors."),
    Builtin::many("uname", (0, 0), 3, uname).doc("[info, err, msg] = uname(): what the system is."),
    Builtin::many("computer", (0, 1), 3, computer).doc("[kind, maxsize, endian] = computer(): kind of the system."),
    Builtin::many("getrusage", (0, 0), 1, getrusage).doc("getrusage(): resources used by the process."),
    Builtin::one("isieee", (0, 0), |_, _| Ok(Value::Bool(true))).doc("isieee(): whether numbers follow IEEE 754."),
    Builtin::one("native_float_format", (0, 0), |cx, _| Ok(cx.text("ieee-le")))
        .doc("native_float_format(): byte order of numbers."),
];

fn system(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let Some(command) = args[0].as_text() else {
        return Err(cx.fail("MATLAB:system:InvalidInput", "first argument must be a string"));
    };
    let give_text = match args.get(1) {
        Some(v) if v.as_text().as_deref() == Some("-echo") => false,
        Some(v) => args::scalar(cx, v, "RETURN_OUTPUT")? != 0.0,
        None => cx.nargout > 1,
    };
    let (status, text) = cx.session.host.system(&command).map_err(|e| Error::msg(format!("{}: {e}", cx.name)))?;
    if !give_text {
        cx.session.output.bytes(runmat_ignition::output::Stream::Out, &text);
    }
    let text = match (give_text || !cx.octave(), cx.octave()) {
        (false, _) => Value::text(""),
        (true, true) => Value::bytes_text(&text),
        (true, false) => Value::text(&String::from_utf8_lossy(&text)),
    };
    if cx.nargout == 0 && !cx.octave() {
        return Ok(Values::new());
    }
    Ok([Value::Num(status as f64), text].into_iter().collect())
}

fn dos(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    Ok([Value::Num(1.0), cx.text("")].into_iter().collect())
}

fn uname(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let mut read = |name: &str| {
        let bytes = cx.session.host.read_file(&format!("/proc/sys/kernel/{name}")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).trim_end().to_string()
    };
    let system = match std::env::consts::OS {
        "linux" => "Linux",
        "macos" => "Darwin",
        other => other,
    };
    let fields = [
        ("sysname", system.to_string()),
        ("nodename", read("hostname")),
        ("release", read("osrelease")),
        ("version", read("version")),
        ("machine", std::env::consts::ARCH.to_string()),
    ];
    let info = StructArray::from_fields(fields.iter().map(|(n, s)| (*n, cx.text(s))));
    Ok([info.into(), Value::Num(0.0), cx.text("")].into_iter().collect())
}

/// The kind of system as (Octave's triplet, Octave's short name, MATLAB's name).
fn kind() -> (String, String, &'static str) {
    let arch = std::env::consts::ARCH;
    match std::env::consts::OS {
        "macos" if arch == "aarch64" => (format!("{arch}-apple-darwin"), format!("darwin-{arch}"), "MACA64"),
        "macos" => (format!("{arch}-apple-darwin"), format!("darwin-{arch}"), "MACI64"),
        "windows" => (format!("{arch}-w64-mingw32"), format!("mingw32-{arch}"), "PCWIN64"),
        _ => (format!("{arch}-pc-linux-gnu"), format!("gnu-linux-{arch}"), "GLNXA64"),
    }
}

fn computer(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (triplet, short, matlab) = kind();
    if let Some(v) = args.first() {
        return match v.as_text().as_deref() {
            Some("arch") if cx.octave() => Ok(one(cx.text(&short))),
            Some("arch") => Ok(one(cx.text(&matlab.to_lowercase()))),
            _ => Err(cx.fail("MATLAB:computer:InvalidInput", "\"arch\" is only valid argument")),
        };
    }
    let name = if cx.octave() { &triplet } else { matlab };
    if cx.nargout == 0 && cx.octave() {
        cx.session.output.print(&format!("{name}\n"));
        return Ok(Values::new());
    }
    let most = if cx.octave() { i64::MAX as f64 } else { 281474976710655.0 };
    Ok([cx.text(name), Value::Num(most), cx.text("L")].into_iter().collect())
}

fn getrusage(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let used = cx.session.host.cpu_time().unwrap_or_default();
    let time = |d: std::time::Duration| -> Value {
        StructArray::from_fields([
            ("sec", Value::Num(d.as_secs() as f64)),
            ("usec", Value::Num(d.subsec_micros() as f64)),
        ])
        .into()
    };
    Ok(one(StructArray::from_fields([("utime", time(used)), ("stime", time(Default::default()))])))
}
