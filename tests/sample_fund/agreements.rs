//! Agreements and pledges of the sample fund: who gives what for what. All invented.

/// An agreement or pledge.
#[derive(Clone, Copy)]
pub struct Agreement {
    /// Its number; what stands before the first hyphen is the donor's code.
    pub reference: &'static str,
    /// Whether it is signed.
    pub is_signed: bool,
    /// The day of signature or announcement.
    pub signed: &'static str,
    /// Its currency.
    pub currency: &'static str,
    /// Its amount, in whole units.
    pub amount: i64,
    /// In how many instalments it is paid.
    pub instalments: i64,
    /// The earmarking category, where it is written.
    pub category: &'static str,
    /// Countries or regions.
    pub places: &'static str,
    /// Themes.
    pub themes: &'static str,
    /// What it may not pay for.
    pub excluding: &'static str,
    /// Its limits.
    pub limits: &'static str,
    /// From when and until when it may be used.
    pub valid: (&'static str, &'static str),
    /// Source of funds.
    pub funds: &'static str,
    /// Fee, support and levy of its own.
    pub charges: (&'static str, &'static str, &'static str),
    /// Its title.
    pub title: &'static str,
    /// Its title in French, Spanish and Portuguese, where the donor reads one of these.
    pub called: [&'static str; 3],
}

impl Agreement {
    /// The donor's code.
    pub fn donor(&self) -> &'static str {
        self.reference.split('-').next().unwrap_or_default()
    }

    const fn to(self, category: &'static str, places: &'static str, themes: &'static str) -> Self {
        Self { category, places, themes, ..self }
    }

    const fn without(self, excluding: &'static str) -> Self {
        Self { excluding, ..self }
    }

    const fn limited(self, limits: &'static str) -> Self {
        Self { limits, ..self }
    }

    const fn valid(self, from: &'static str, to: &'static str) -> Self {
        Self { valid: (from, to), ..self }
    }

    const fn funds(self, funds: &'static str) -> Self {
        Self { funds, ..self }
    }

    const fn charged(self, fee: &'static str, support: &'static str, levy: &'static str) -> Self {
        Self { charges: (fee, support, levy), ..self }
    }

    const fn pledged(self) -> Self {
        Self { is_signed: false, instalments: 0, ..self }
    }

    const fn titled(self, title: &'static str) -> Self {
        Self { title, ..self }
    }

    const fn in_french(self, title: &'static str) -> Self {
        Self { called: [title, "", ""], ..self }
    }

    const fn in_spanish(self, title: &'static str) -> Self {
        Self { called: ["", title, ""], ..self }
    }

    const fn in_portuguese(self, title: &'static str) -> Self {
        Self { called: ["", "", title], ..self }
    }
}

/// A signed agreement without earmark.
const fn made(
    reference: &'static str,
    signed: &'static str,
    currency: &'static str,
    amount: i64,
    instalments: i64,
) -> Agreement {
    Agreement {
        reference,
        is_signed: true,
        signed,
        currency,
        amount,
        instalments,
        category: "",
        places: "",
        themes: "",
        excluding: "",
        limits: "",
        valid: ("", ""),
        funds: "extra-budgetary",
        charges: ("", "", ""),
        title: "Multi-annual contribution",
        called: [""; 3],
    }
}

/// Agreements that pay for a place and theme each, so narrow that expenditure names them: reference, place, theme.
pub const NAMED: &[(&str, &str, &str)] = &[
    ("PRT-2023-02", "AGO", "T12"),
    ("PRT-2023-02", "CPV", "T07"),
    ("PRT-2023-02", "MOZ", "T10"),
    ("PRT-2024-03", "STP", "T03"),
    ("IRL-2024-03", "MWI", "T05"),
    ("GATES-2023-02", "ETH", "T05"),
    ("JPN-2023-03", "PHL", "T14"),
    ("THA-2021-01", "THA", "T03"),
    ("THA-2023-02", "THA", "T11"),
    ("KOR-2023-02", "MNG", "T08"),
    ("SDGF-2021-01", "BRB", "T14"),
    ("SDGF-2021-01", "DMA", "T14"),
    ("DEU-2023-03", "KEN", "T13"),
    ("CHE-2024-03", "KGZ", "T13"),
];

/// All agreements, then all pledges.
#[rustfmt::skip]
pub const AGREEMENTS: &[Agreement] = &[
    made("BEL-2021-01", "2021-03-15", "EUR", 1_800_000, 4).to("2", "Burkina Faso; Senegal; Togo; Rwanda; Madagascar; Niger", "T01").titled("Social health protection in French-speaking Africa").in_french("Protection sociale de la santé en Afrique francophone"),
    made("BEL-2022-02", "2022-06-10", "EUR", 800_000, 2).funds("rbsa").titled("Voluntary core contribution").in_french("Contribution volontaire de base"),
    made("BEL-2023-03", "2023-09-20", "EUR", 700_000, 3).to("3", "Africa", "T02; T04").without("Nigeria").titled("Informal economy and disability in Africa").in_french("Économie informelle et handicap en Afrique"),
    made("LUX-2021-01", "2021-02-22", "EUR", 1_400_000, 4).to("2", "", "P2").limited("at least 40% to Africa").titled("Technical Support Facility").in_french("Facilité d’appui technique"),
    made("LUX-2022-02", "2022-11-04", "EUR", 1_100_000, 4).to("2", "Senegal; Burkina Faso; Niger; Lao PDR; Viet Nam; Cabo Verde", "").limited("at most 30% to Viet Nam").titled("Partner countries' envelope").in_french("Enveloppe des pays partenaires"),
    made("LUX-2024-03", "2024-05-16", "EUR", 600_000, 2).titled("Flexible contribution").in_french("Contribution souple"),
    made("PRT-2021-01", "2021-05-05", "EUR", 1_200_000, 4).to("2", "Angola; Cabo Verde; Guinea-Bissau; Mozambique; Sao Tome and Principe; Timor-Leste", "").limited("at least 20% to Timor-Leste; at most 35% to Mozambique").titled("ACTION/Portugal, multi-country programme").in_portuguese("ACTION/Portugal, programa plurinacional"),
    made("PRT-2023-02", "2023-07-12", "EUR", 700_000, 3).to("3", "Angola (T12, T16); Cabo Verde (T07); Mozambique (T10)", "").titled("ACTION/Portugal, institutions").in_portuguese("ACTION/Portugal, instituições"),
    made("PRT-2024-03", "2024-10-01", "EUR", 350_000, 2).to("4", "Sao Tome and Principe", "T03").titled("Pension reform, Sao Tome and Principe").in_portuguese("Reforma das pensões, São Tomé e Príncipe"),
    made("DEU-2021-01", "2021-06-18", "EUR", 2_000_000, 4).to("2", "Bangladesh; Cambodia; India; Nepal; Pakistan; Viet Nam", "T07; T08; T09").titled("Employment injury and unemployment protection in Asia"),
    made("DEU-2022-02", "2022-09-14", "EUR", 1_500_000, 4).to("2", "Africa (T01, T14); Asia and the Pacific (T14)", "").titled("Adaptive protection and social health"),
    made("DEU-2023-03", "2023-04-03", "EUR", 900_000, 3).to("3", "Malawi; Zambia; Kenya (T13)", "T05").titled("Maternity protection in southern Africa"),
    made("DEU-2025-04", "2025-03-10", "EUR", 1_000_000, 3).titled("Contribution to the global fund"),
    made("CHE-2021-01", "2021-09-01", "CHF", 1_200_000, 4).to("2", "Mozambique; United Republic of Tanzania; Kyrgyzstan; Tajikistan; Nepal", "").titled("Inclusive social protection").in_french("Protection sociale inclusive"),
    made("CHE-2022-02", "2022-12-12", "CHF", 700_000, 2).titled("Programme contribution").in_french("Contribution au programme"),
    made("CHE-2024-03", "2024-02-26", "CHF", 700_000, 3).to("3", "Kyrgyzstan (T06, T13); Tajikistan (T06)", "").titled("Registries and family benefits in Central Asia").in_french("Registres et prestations familiales en Asie centrale"),
    made("EC-2021-01", "2021-11-30", "EUR", 2_600_000, 4).to("2", "Africa; Asia and the Pacific; Americas", "T10; T11; T14").limited("at least 50% to Africa").valid("2021-12-01", "2025-12-31").titled("Public finance for social protection"),
    made("EC-2022-02", "2022-07-07", "EUR", 1_400_000, 4).to("3", "Senegal; Côte d'Ivoire; Ethiopia; Nepal; Paraguay; Uganda; Malawi; Angola", "T10").titled("Financing, eight countries"),
    made("EC-2024-03", "2024-07-15", "EUR", 1_200_000, 3).to("2", "Europe and Central Asia; Jordan; Lebanon", "").limited("at most 60% to Europe and Central Asia").titled("Neighbourhood window"),
    made("IRL-2021-01", "2021-04-21", "EUR", 1_000_000, 4).to("2", "Malawi; Zambia; Mozambique; United Republic of Tanzania; Viet Nam", "").limited("at least 30% to Malawi").titled("Social protection floors, partner countries"),
    made("IRL-2023-02", "2023-11-08", "EUR", 550_000, 2).titled("Unearmarked contribution"),
    made("IRL-2024-03", "2024-09-10", "EUR", 300_000, 2).to("4", "Malawi", "T05").titled("Maternity benefit pilot, Malawi"),
    made("FRA-2021-01", "2021-10-12", "EUR", 900_000, 4).to("2", "Africa", "T01; P3").without("Niger; Madagascar (T01)").titled("Social health protection and partnerships").in_french("Protection sociale de la santé et partenariats"),
    made("FRA-2022-02", "2022-03-28", "EUR", 600_000, 2).to("3", "Chad; Cameroon; Togo", "T02").valid("2022-04-01", "2024-12-31").titled("Extension to informal workers"),
    made("FRA-2025-03", "2025-05-20", "EUR", 700_000, 3).to("2", "", "P1").titled("In-country support").in_french("Appui aux pays"),
    made("GBR-2021-01", "2021-07-01", "GBP", 1_100_000, 4).to("2", "Ethiopia; Kenya; Nigeria; Uganda; Pakistan; Nepal; Jordan; Iraq", "T06; T14").titled("Shock-responsive protection"),
    made("GBR-2022-02", "2022-10-19", "GBP", 600_000, 2).titled("Core contribution"),
    made("GBR-2024-03", "2024-03-25", "GBP", 500_000, 3).to("3", "Arab States", "T14").titled("Fragile contexts, Arab States"),
    made("GATES-2021-01", "2021-12-06", "USD", 1_800_000, 3).to("3", "", "T05; T13").limited("at most 20% to Africa (T13)").charged("", "7%", "").titled("Maternity and digital systems"),
    made("GATES-2023-02", "2023-02-15", "USD", 800_000, 2).to("4", "Ethiopia", "T05").charged("", "7%", "on top").titled("Maternity cash benefit, Ethiopia"),
    made("JPN-2021-01", "2021-03-30", "JPY", 120_000_000, 2).to("2", "Asia and the Pacific", "T01; T07").titled("Health and unemployment protection in Asia"),
    made("JPN-2022-02", "2022-03-25", "JPY", 100_000_000, 2).to("2", "Asia and the Pacific", "").without("Myanmar").titled("Asia programme"),
    made("JPN-2023-03", "2023-03-22", "JPY", 100_000_000, 1).to("4", "Philippines", "T14").titled("Disaster-responsive protection, Philippines"),
    made("JPN-2024-04", "2024-03-27", "JPY", 110_000_000, 2).to("2", "Sri Lanka; Lao PDR; Cambodia", "T07; T01").titled("Unemployment and health insurance"),
    made("JPN-2025-05", "2025-03-26", "JPY", 100_000_000, 2).titled("Contribution to the global fund"),
    made("FIN-2021-01", "2021-08-24", "EUR", 700_000, 4).to("2", "Mozambique; Nepal; Zambia; Ethiopia", "T04; T05").titled("Disability and maternity"),
    made("FIN-2023-02", "2023-05-31", "EUR", 500_000, 2).titled("Unearmarked contribution"),
    made("NLD-2021-01", "2021-09-15", "EUR", 1_000_000, 4).to("2", "Jordan; Lebanon; Iraq; Ethiopia; Kenya; Uganda", "T09").titled("Forced displacement and social protection"),
    made("NLD-2023-02", "2023-10-30", "EUR", 600_000, 2).to("2", "", "").without("(T16)").titled("Programme contribution"),
    made("SWE-2021-01", "2021-11-11", "SEK", 10_000_000, 4).titled("Programme support"),
    made("SWE-2023-02", "2023-12-01", "SEK", 6_500_000, 3).to("2", "", "T02; T12; T15").titled("Rights and social dialogue"),
    made("NOR-2022-01", "2022-04-27", "NOK", 7_000_000, 3).to("2", "Malawi; Mozambique; United Republic of Tanzania; Ethiopia; Nepal; Myanmar", "").valid("2022-05-01", "2023-12-31").titled("Partner countries"),
    made("NOR-2024-02", "2024-11-18", "NOK", 6_000_000, 2).titled("Flexible contribution"),
    made("KOR-2022-01", "2022-06-27", "KRW", 900_000_000, 2).to("3", "Viet Nam; Mongolia; Indonesia; Uzbekistan", "T13").titled("Digital transformation"),
    made("KOR-2023-02", "2023-06-26", "KRW", 800_000_000, 2).to("4", "Mongolia", "T08").titled("Employment injury scheme, Mongolia"),
    made("CHN-2022-01", "2022-05-18", "CNY", 7_000_000, 3).to("2", "Cambodia; Lao PDR; Myanmar; Mongolia", "T08; T09; T13").titled("South-South cooperation"),
    made("CHN-2024-02", "2024-06-20", "CNY", 6_000_000, 2).to("3", "Pakistan; Sri Lanka; Angola", "T13").titled("Digital registries"),
    made("THA-2021-01", "2021-10-01", "THB", 24_000_000, 3).to("4", "Thailand", "T03").charged("0%", "", "none").titled("Pension reform, domestic resources"),
    made("THA-2023-02", "2023-10-01", "THB", 14_000_000, 2).to("3", "Thailand", "T02; T11").charged("0%", "", "").titled("Actuarial work, domestic resources"),
    made("MPTF-2021-01", "2021-02-10", "USD", 900_000, 1).charged("0%", "7%", "").titled("Pass-through, first window"),
    made("MPTF-2022-02", "2022-08-30", "USD", 800_000, 2).to("2", "Americas", "").charged("0%", "7%", "").titled("Pass-through, Americas window"),
    made("SDGF-2021-01", "2021-03-01", "USD", 1_100_000, 2).to("3", "Barbados; Dominica", "T14").valid("2021-03-01", "2025-12-31").charged("0%", "7%", "").titled("Eastern Caribbean: adaptive social protection").in_spanish("Caribe oriental: protección social adaptativa"),
    made("SDGF-2022-02", "2022-02-14", "USD", 900_000, 2).to("3", "Kenya; Uganda; Madagascar; Colombia; Ecuador; Indonesia", "T10").charged("0%", "7%", "").titled("Financing frameworks").in_spanish("Marcos de financiación"),
    // Signed so late that nothing is paid yet.
    made("ESP-2025-01", "2025-10-13", "EUR", 900_000, 3).to("2", "Colombia; Ecuador; Paraguay; Peru; Dominican Republic; El Salvador; Guatemala", "T02; T10; T15").titled("Protección social en América Latina y el Caribe").in_spanish("Protección social en América Latina y el Caribe"),
    made("DEU-2025-P1", "2025-09-18", "EUR", 1_500_000, 0).pledged().to("2", "Africa; Asia and the Pacific", "P1").titled("Announced at the partners' meeting"),
    made("EC-2025-P1", "2025-06-30", "EUR", 2_000_000, 0).pledged().to("2", "", "T10; T14").titled("Announced for the next action document"),
    made("GBR-2025-P1", "2025-07-22", "GBP", 700_000, 0).pledged().titled("Indicative allocation"),
    made("LUX-2025-P1", "2025-10-06", "EUR", 500_000, 0).pledged().to("2", "Senegal; Lao PDR", "").titled("Next indicative cooperation programme").in_french("Prochain programme indicatif de coopération"),
    made("KOR-2025-P1", "2025-04-15", "KRW", 700_000_000, 0).pledged().to("3", "Asia and the Pacific", "T13").titled("Letter of intent"),
    made("BEL-2025-P1", "2025-05-27", "EUR", 800_000, 0).pledged().to("2", "Africa", "").titled("Announced by the minister").in_french("Annoncée par la ministre"),
    made("JPN-2025-P1", "2025-08-20", "JPY", 150_000_000, 0).pledged().to("2", "Africa; Asia and the Pacific", "T01").titled("Announced at the summit"),
    made("CHE-2025-P1", "2025-10-14", "CHF", 600_000, 0).pledged().titled("Dispatch 2025-2028").in_french("Message 2025-2028"),
];
