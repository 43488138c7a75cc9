//! The session and its surroundings: timers, variables, path, settings, facts about
//! the engine.

mod info;
mod path;
pub mod settings;
pub(crate) mod time;
pub(crate) mod variables;

use runmat_ignition::{Builtin, MANY};
use runmat_value::Dialect;

pub use settings::TABLE as SETTINGS;

/// The builtins.
pub const TABLE: &[Builtin] = &[
    // Time.
    Builtin::many("tic", (0, 0), 1, time::tic).doc("tic: starts the timer.\nid = tic: a timer of its own."),
    Builtin::many("toc", (0, 1), 1, time::toc).doc("toc, toc(id): seconds since tic."),
    // Variables.
    Builtin::many("who", (0, MANY), 1, variables::who).doc("who: names of the variables."),
    Builtin::many("whos", (0, MANY), 1, variables::whos).doc("whos: names, sizes and classes of the variables."),
    Builtin::many("clear", (0, MANY), 0, variables::clear).doc("clear, clear names...: removes variables."),
    Builtin::many("clearvars", (0, MANY), 0, variables::clearvars)
        .doc("clearvars names... -except names...: removes variables."),
    Builtin::one("isglobal", (1, 1), variables::isglobal).impure().doc("isglobal(name): whether a variable is global."),
    Builtin::many("mlock", (0, 0), 0, variables::mlock).doc("mlock: the calling function is not cleared."),
    Builtin::many("munlock", (0, 1), 0, variables::munlock).doc("munlock: undoes mlock."),
    Builtin::one("mislocked", (0, 1), variables::mislocked).impure().doc("mislocked(f): whether a function is locked."),
    Builtin::many("mfilename", (0, 1), 1, path::mfilename).doc("mfilename(): name of the running file."),
    Builtin::many("dbstack", (0, MANY), 2, path::dbstack).doc("dbstack: the calls in progress."),
    // Path and files of program text.
    Builtin::many("addpath", (1, MANY), 1, path::addpath).doc("addpath(folder, ...): searches functions there."),
    Builtin::many("rmpath", (1, MANY), 1, path::rmpath).doc("rmpath(folder, ...): no longer searches there."),
    Builtin::many("path", (0, MANY), 1, path::path).doc("path(): the folders searched."),
    Builtin::one("genpath", (1, MANY), path::genpath)
        .impure()
        .doc("genpath(folder): the folder and all in it, as a path."),
    Builtin::one("pathsep", (0, 1), path::pathsep).doc("pathsep(): what stands between the folders of a path."),
    Builtin::many("rehash", (0, 0), 0, path::rehash).doc("rehash: looks for functions again."),
    Builtin::steps("source", (1, 2), 0, path::source, path::source_done).doc("source(file): runs a script file."),
    Builtin::steps("run", (1, 1), 0, path::source, path::source_done).doc("run(file): runs a script file."),
    Builtin::many("which", (0, MANY), 1, path::which).doc("which name: what a name stands for."),
    Builtin::many("type", (1, MANY), 1, path::type_of).doc("type name: shows the text of a function."),
    Builtin::many("help", (0, 1), 1, path::help).doc("help name: shows the help text of a function."),
    Builtin::many("doc", (0, 1), 0, path::help).doc("doc name: shows the help text of a function."),
    Builtin::many("lookfor", (1, 2), 0, path::lookfor).doc("lookfor word: functions whose help text has a word."),
    // Facts.
    Builtin::many("version", (0, 1), 2, info::version).doc("version(): the version of the language spoken."),
    Builtin::many("OCTAVE_VERSION", (0, 0), 1, info::version)
        .only(Dialect::Octave)
        .doc("OCTAVE_VERSION(): the version of Octave spoken."),
    Builtin::one("OCTAVE_HOME", (0, 0), info::home)
        .only(Dialect::Octave)
        .doc("OCTAVE_HOME(): where the program is installed."),
    Builtin::many("ver", (0, 1), 1, info::ver).doc("ver(): what is installed."),
    Builtin::one("ispc", (0, 0), info::never).doc("ispc(): whether this is Windows."),
    Builtin::one("isunix", (0, 0), info::always).doc("isunix(): whether this is a Unix."),
    Builtin::one("ismac", (0, 0), info::never).doc("ismac(): whether this is macOS."),
    Builtin::one("isdeployed", (0, 0), info::never).doc("isdeployed(): false."),
    Builtin::one("isstudent", (0, 1), info::never).doc("isstudent(): false."),
    Builtin::one("usejava", (1, 1), info::never).doc("usejava(feature): false."),
    Builtin::many("license", (0, 3), 2, info::license).doc("license(): the license."),
    Builtin::one("argv", (0, 0), info::argv).impure().doc("argv(): arguments of the program."),
    Builtin::one("program_name", (0, 0), info::program_name).impure().doc("program_name(): name of the program."),
    Builtin::one("program_invocation_name", (0, 0), info::program_name)
        .impure()
        .doc("program_invocation_name(): name the program was called by."),
    Builtin::one("getenv", (1, 1), info::getenv).impure().doc("getenv(name): an environment variable."),
    Builtin::many("setenv", (1, 2), 0, info::setenv).doc("setenv(name, value): sets an environment variable."),
    Builtin::many("putenv", (1, 2), 0, info::setenv).doc("putenv(name, value): sets an environment variable."),
    Builtin::many("unsetenv", (1, 1), 1, info::unsetenv).doc("unsetenv(name): removes an environment variable."),
    Builtin::one("isindex", (1, 2), info::isindex).doc("isindex(x, n): whether x can be a subscript (of n elements)."),
    Builtin::many("pkg", (0, MANY), 1, info::pkg).doc("pkg load name: packages are built in; nothing to do."),
    Builtin::many("more", (0, 1), 0, info::nothing).doc("more on|off: output is not paged."),
    Builtin::many("beep", (0, 0), 0, info::beep).doc("beep: rings the bell."),
    Builtin::many("clc", (0, 0), 0, info::clc).doc("clc: clears the screen."),
    Builtin::many("home", (0, 0), 0, info::nothing).doc("home: moves the cursor."),
    Builtin::many("close", (0, MANY), 1, info::nothing).doc("close: there are no figures."),
    Builtin::many("drawnow", (0, MANY), 0, info::nothing).doc("drawnow: there are no figures."),
    Builtin::many("diary", (0, 1), 0, info::nothing).doc("diary: output is kept by the host."),
    Builtin::many("echo", (0, MANY), 0, info::echo).doc("echo: commands are not echoed."),
];
