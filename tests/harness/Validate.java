import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Many PDF files against several profiles of veraPDF, in one virtual machine.
 *
 * <p>Arguments: profiles joined by commas, then files. One line a file and profile: {@code profile
 * TAB file TAB number of checks}; below it one line for every rule that failed: {@code TAB clause
 * TAB how often TAB sentence}. The profiles lie in the jar as XML; its binding is not in there, so
 * they are read by hand.
 */
public final class Validate {
    private static final String PROFILES = "/org/verapdf/pdfa/validation/%s.xml";

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile = profile(name);
            for (int at = 1; at < arguments.length; at++) {
                report(name, profile, arguments[at]);
            }
        }
    }

    private static void report(String name, ValidationProfile profile, String file)
            throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (InputStream content = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(content, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s\t%s\t%d%n", name, file, result.getTotalAssertions());
            failures(result).forEach((rule, times) -> System.out.printf("\t%s%n", rule));
        }
    }

    private static Map<String, Integer> failures(ValidationResult result) {
        Map<RuleId, String> said = new java.util.HashMap<>();
        for (TestAssertion tested : result.getTestAssertions()) {
            if (tested.getStatus() == TestAssertion.Status.FAILED) {
                said.putIfAbsent(tested.getRuleId(), tested.getMessage());
            }
        }
        Map<String, Integer> found = new TreeMap<>();
        result.getFailedChecks()
                .forEach(
                        (rule, times) -> {
                            String clause = rule.getClause() + "-" + rule.getTestNumber();
                            String words = said.getOrDefault(rule, "").replaceAll("\\s+", " ");
                            found.put(clause + "\t" + times + "\t" + words, times);
                        });
        return found;
    }

    private static ValidationProfile profile(String name) throws Exception {
        Element root;
        try (InputStream xml = Validate.class.getResourceAsStream(String.format(PROFILES, name))) {
            if (xml == null) {
                throw new IOException("no profile " + name);
            }
            root =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(xml)
                            .getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : inside(root, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : inside(root, "variable")) {
            variables.add(
                    Profiles.variableFromValues(
                            variable.getAttribute("name"),
                            variable.getAttribute("object"),
                            text(variable, "defaultValue"),
                            text(variable, "value")));
        }
        return Profiles.profileFromValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, "", "", new Date(0)),
                "",
                rules,
                variables);
    }

    private static Rule rule(Element rule) {
        Element id = inside(rule, "id").get(0);
        String deferred = rule.getAttribute("deferred");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()),
                Collections.emptyList());
    }

    private static List<Element> inside(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = inside(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
