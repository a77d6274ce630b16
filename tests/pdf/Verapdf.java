import java.io.File;
import java.io.InputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** What veraPDF says against files by PDF/UA-1 and PDF/A-3a: a line for each fault, nothing for none. */
final class Verapdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A)) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                     PDFAValidator validator = Foundries.defaultInstance().createValidator(profile(flavour), false)) {
                    ValidationResult result = validator.validate(parser);
                    if (result.isCompliant()) {
                        continue;
                    }
                    for (TestAssertion fault : result.getTestAssertions()) {
                        System.out.println(file + ": " + flavour + " " + fault.getRuleId().getClause() + "-"
                            + fault.getRuleId().getTestNumber() + " " + fault.getMessage());
                    }
                }
            }
            System.out.println(file + ": judged");
        }
    }

    /** The rules of a flavour, which stand beside the classes. */
    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String name = flavour == PDFAFlavour.PDFUA_1 ? "PDFUA-1.xml" : "PDFA-3A.xml";
        try (InputStream rules = PDFAValidator.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/" + name)) {
            return Profiles.profileFromXml(rules);
        }
    }
}
