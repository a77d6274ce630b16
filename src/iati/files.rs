//! The files: one about the organisation, one of the pool, and as many of the activities below it as their size asks for.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::config::ConfigProblem;
use crate::domain::geography::alpha2_codes;
use crate::files::{SetAside, StagedFolder, put_in_place_listed};
use crate::month::Figures;

use super::activity::{Identified, moment, narrative, reporting_organisation, write_child, write_pool};
use super::children::children;
use super::settings::Publisher;
use super::xml::{Tag, Xml, tag};

/// Why there are no files; what stood in the folder stands there still.
#[derive(Debug, thiserror::Error)]
pub enum IatiError {
    /// The settings lack something, or something in them cannot stand.
    #[error("the settings for IATI are not complete")]
    Settings(Vec<ConfigProblem>),
    /// The system refuses.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The names of the files.
    pub files: Vec<String>,
    /// How many activities they hold, the pool's included.
    pub activities: usize,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
}

/// Above how many bytes of activities the next file begins: IATI's validator takes files of up to 60 million.
pub const LARGEST_FILE: u64 = 40_000_000;

/// The version of the standard.
const VERSION: &str = "2.03";

/// Writes the files into `target`, of which all that is not known stays: `organisation.xml`, `pool.xml` and
/// `activities-1.xml`, where there are any, with a further file whenever one has more than `largest` bytes. An
/// identifier stands in one file only. The same figures give the same bytes.
///
/// # Errors
/// When the settings are not complete, or the system refuses.
pub fn publish(figures: &Figures, target: &Path, largest: u64) -> Result<Published, IatiError> {
    let publisher = Publisher::new(figures).map_err(IatiError::Settings)?;
    let children = children(&publisher);
    let alpha2 = alpha2_codes();
    let identifiers: Vec<String> = children.keys().map(|key| key.identifier(&publisher, &alpha2)).collect();
    let children: Vec<Identified<'_, '_>> =
        children.iter().zip(&identifiers).map(|((key, child), identifier)| (key, child, identifier.as_str())).collect();
    let staged = StagedFolder::new(target)?;
    let mut files = vec!["organisation.xml".to_owned(), "pool.xml".to_owned()];
    let [organisation, pool] = [&files[0], &files[1]].map(|name| staged.path().join(name));
    write(&organisation, |xml| write_organisation(xml, &publisher))?;
    write(&pool, |xml| xml.element(activities(&publisher), |xml| write_pool(xml, &publisher, &children)))?;
    let mut rest = children.as_slice();
    while !rest.is_empty() {
        let name = format!("activities-{}.xml", files.len() - 1);
        write(&staged.path().join(&name), |xml| {
            xml.element(activities(&publisher), |xml| {
                while let Some((next, others)) = rest.split_first() {
                    write_child(xml, &publisher, *next)?;
                    rest = others;
                    if xml.bytes() > largest {
                        break;
                    }
                }
                Ok(())
            })
        })?;
        files.push(name);
    }
    let set_aside = put_in_place_listed(staged, &files)?;
    Ok(Published { files, activities: children.len() + 1, set_aside })
}

/// A file and its document, on the disk.
fn write(path: &Path, content: impl FnOnce(&mut Xml<BufWriter<File>>) -> io::Result<()>) -> io::Result<()> {
    let mut xml = Xml::new(BufWriter::new(File::create(path)?))?;
    content(&mut xml)?;
    let file = xml.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()
}

fn activities(publisher: &Publisher<'_>) -> Tag {
    tag("iati-activities").with("version", VERSION).with("generated-datetime", &moment(publisher))
}

/// Who reports. Budgets of the organisation beyond the fund are not the fund's to say, and those of the fund stand on its
/// activities.
fn write_organisation<W: Write>(xml: &mut Xml<W>, publisher: &Publisher<'_>) -> io::Result<()> {
    let organisation = &publisher.settings.organisation;
    let begin = tag("iati-organisations").with("version", VERSION).with("generated-datetime", &moment(publisher));
    xml.element(begin, |xml| {
        let begin = tag("iati-organisation")
            .with("xml:lang", publisher.fund().default_language.code())
            .with("default-currency", publisher.fund().base_currency.code())
            .with("last-updated-datetime", &moment(publisher));
        xml.element(begin, |xml| {
            xml.text(tag("organisation-identifier"), &organisation.identifier)?;
            xml.element(tag("name"), |xml| narrative(xml, &organisation.name))?;
            reporting_organisation(xml, publisher)
        })
    })
}
