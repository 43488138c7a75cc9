//! Users, groups and the process, as a Unix system's files tell them.

use runmat_ignition::{Builtin, CallCx, Values, one};
use runmat_value::{Result, StructArray, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("getuid", (0, 0), |cx, _| status(cx, "Uid:", 0)).impure().doc("getuid(): number of the user."),
    Builtin::one("geteuid", (0, 0), |cx, _| status(cx, "Uid:", 1))
        .impure()
        .doc("geteuid(): number of the user in effect."),
    Builtin::one("getgid", (0, 0), |cx, _| status(cx, "Gid:", 0)).impure().doc("getgid(): number of the group."),
    Builtin::one("getegid", (0, 0), |cx, _| status(cx, "Gid:", 1))
        .impure()
        .doc("getegid(): number of the group in effect."),
    Builtin::one("getppid", (0, 0), |cx, _| status(cx, "PPid:", 0))
        .impure()
        .doc("getppid(): number of the parent process."),
    Builtin::one("getpgrp", (0, 0), |cx, _| status(cx, "NSpgid:", 0))
        .impure()
        .doc("getpgrp(): number of the process group."),
    Builtin::many("getpwent", (0, 0), 2, |cx, _| next(cx, USERS)).doc("getpwent(): the next user the system knows."),
    Builtin::many("getpwuid", (1, 1), 2, |cx, a| find(cx, USERS, 2, a))
        .doc("getpwuid(n): what is known of a user, by number."),
    Builtin::many("getpwnam", (1, 1), 2, |cx, a| find(cx, USERS, 0, a))
        .doc("getpwnam(name): what is known of a user, by name."),
    Builtin::many("setpwent", (0, 0), 2, |cx, _| rewind(cx, USERS)).doc("setpwent(): getpwent begins again."),
    Builtin::many("endpwent", (0, 0), 2, |cx, _| rewind(cx, USERS)).doc("endpwent(): ends the use of getpwent."),
    Builtin::many("getgrent", (0, 0), 2, |cx, _| next(cx, GROUPS)).doc("getgrent(): the next group the system knows."),
    Builtin::many("getgrgid", (1, 1), 2, |cx, a| find(cx, GROUPS, 2, a))
        .doc("getgrgid(n): what is known of a group, by number."),
    Builtin::many("getgrnam", (1, 1), 2, |cx, a| find(cx, GROUPS, 0, a))
        .doc("getgrnam(name): what is known of a group, by name."),
    Builtin::many("setgrent", (0, 0), 2, |cx, _| rewind(cx, GROUPS)).doc("setgrent(): getgrent begins again."),
    Builtin::many("endgrent", (0, 0), 2, |cx, _| rewind(cx, GROUPS)).doc("endgrent(): ends the use of getgrent."),
];

const USERS: usize = 0;
const GROUPS: usize = 1;

/// How far the lists of users and of groups have been read.
#[derive(Default)]
struct Places([usize; 2]);

/// A number of the process.
fn status(cx: &mut CallCx<'_>, key: &str, column: usize) -> Result<Value> {
    let bytes = cx.session.host.read_file("/proc/self/status").unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().find_map(|l| l.strip_prefix(key)).unwrap_or("");
    let number = line.split_whitespace().nth(column).and_then(|w| w.parse().ok());
    Ok(Value::Num(number.unwrap_or(0.0)))
}

/// The lines of a list, in their fields.
fn entries(cx: &mut CallCx<'_>, list: usize) -> Vec<Vec<String>> {
    let file = ["/etc/passwd", "/etc/group"][list];
    let bytes = cx.session.host.read_file(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let width = [7, 4][list];
    let fields = |l: &str| l.split(':').map(str::to_string).collect::<Vec<_>>();
    text.lines().map(fields).filter(|f| f.len() >= width).collect()
}

fn answer(cx: &CallCx<'_>, list: usize, entry: Option<&Vec<String>>) -> Values {
    let Some(e) = entry else { return [Value::Num(0.0), cx.text("")].into_iter().collect() };
    let number = |k: usize| Value::Num(e[k].parse().unwrap_or(0.0));
    let info = match list {
        USERS => StructArray::from_fields([
            ("name", cx.text(&e[0])),
            ("passwd", cx.text(&e[1])),
            ("uid", number(2)),
            ("gid", number(3)),
            ("gecos", cx.text(&e[4])),
            ("dir", cx.text(&e[5])),
            ("shell", cx.text(&e[6])),
        ]),
        _ => {
            let members = e[3].split(',').filter(|m| !m.is_empty()).map(|m| cx.text(m)).collect();
            StructArray::from_fields([
                ("name", cx.text(&e[0])),
                ("passwd", cx.text(&e[1])),
                ("gid", number(2)),
                ("mem", Value::cell_col(members)),
            ])
        }
    };
    [info.into(), cx.text("")].into_iter().collect()
}

fn next(cx: &mut CallCx<'_>, list: usize) -> Result<Values> {
    let all = entries(cx, list);
    let place = &mut cx.session.extensions.get::<Places>().0[list];
    let entry = all.get(*place);
    *place += 1;
    Ok(answer(cx, list, entry))
}

fn find(cx: &mut CallCx<'_>, list: usize, column: usize, args: &mut [Value]) -> Result<Values> {
    let wanted = match column {
        0 => crate::args::text(cx, &args[0], "NAME")?,
        _ => crate::args::scalar(cx, &args[0], "ID")?.to_string(),
    };
    let all = entries(cx, list);
    Ok(answer(cx, list, all.iter().find(|e| e[column] == wanted)))
}

fn rewind(cx: &mut CallCx<'_>, list: usize) -> Result<Values> {
    cx.session.extensions.get::<Places>().0[list] = 0;
    Ok(if cx.nargout > 0 { one(0.0) } else { Values::new() })
}
