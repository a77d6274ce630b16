//! `poolfund serve`: the fund in a browser.

use crate::serve::{Options, ServeError, Server};

use super::{CommandError, FundFolder, clock, terminal};

/// Options of `serve`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The port on this computer [default: one that is free]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Open the browser
    #[arg(long)]
    open: bool,
    /// Let the pages change the fund: take files in, run, close, approve
    #[arg(long)]
    edit: bool,
}

/// Shows the fund until it is ended, from the page or by the terminal.
pub(super) fn run(arguments: &ServeArguments) -> Result<(), CommandError> {
    let options = Options {
        folder: arguments.folder.fund.clone(),
        port: arguments.port,
        edit: arguments.edit,
        user: clock::user_name(),
        clock: clock::now,
    };
    let server = Server::new(options)?;
    let way_in = server.way_in();
    terminal::tell(&format!(
        "{} is at {}. Open this file in your browser:",
        arguments.folder.fund.display(),
        server.origin()
    ));
    terminal::output(&way_in.display().to_string())?;
    if !arguments.edit {
        terminal::tell("The pages can be read only; --edit lets them change the fund.");
    }
    if arguments.open {
        open::that_detached(way_in).map_err(ServeError::System)?;
    }
    Ok(server.run()?)
}
