//! How a session was made, as far as its runs notice.

use super::entry::{read_limits, write_limits};
use super::host::Constants;
use super::words::Word;
use crate::capabilities::Capabilities;
use crate::policy::Policy;
use crate::session::OutOfFuel;
use runmat_ignition::host::EffectKind;
use runmat_value::Dialect;
use runmat_value::snapshot::{Reader, Result, SnapshotError, Writer};

/// What a session is made with.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) dialect: Dialect,
    pub(crate) capabilities: Capabilities,
    pub(crate) policy: Policy,
    pub(crate) out_of_fuel: OutOfFuel,
    pub(crate) room: Option<u64>,
    pub(crate) path: Vec<String>,
    pub(crate) constants: Constants,
}

impl Settings {
    pub(super) fn write(&self, out: &mut Writer) {
        out.flag(self.dialect.is_octave());
        self.capabilities.write_down(out);
        write_limits(out, &self.policy.limits);
        kinds(&self.policy.denies).write(out);
        [self.policy.monitored, self.policy.deterministic, self.out_of_fuel == OutOfFuel::Wait]
            .into_iter()
            .for_each(|b| out.flag(b));
        self.room.write(out);
        self.path.write(out);
        let c = &self.constants;
        c.arguments.write(out);
        [&c.program_name, &c.temp_dir, &c.folder].into_iter().for_each(|t| out.text(t));
        c.processors.write(out);
        out.number(c.process_id.into());
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self> {
        let dialect = if r.flag()? { Dialect::Octave } else { Dialect::Matlab };
        let capabilities = Capabilities::read_back(r)?;
        let limits = read_limits(r)?;
        let denies = Vec::<String>::read(r)?.iter().map(|k| EffectKind::of(k)).collect::<Option<_>>();
        let denies = denies.ok_or(SnapshotError::Malformed("an effect of no kind"))?;
        let policy = Policy { limits, denies, monitored: r.flag()?, deterministic: r.flag()? };
        let out_of_fuel = if r.flag()? { OutOfFuel::Wait } else { OutOfFuel::Fail };
        let (room, path) = (Option::read(r)?, Vec::read(r)?);
        let arguments = Vec::read(r)?;
        let (program_name, temp_dir, folder) = (r.text()?.into(), r.text()?.into(), r.text()?.into());
        let constants =
            Constants { arguments, program_name, temp_dir, folder, processors: r.small()?, process_id: r.small()? };
        Ok(Settings { dialect, capabilities, policy, out_of_fuel, room, path, constants })
    }
}

fn kinds(list: &[EffectKind]) -> Vec<String> {
    list.iter().map(|k| k.name().to_string()).collect()
}
