import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates many PDF files in one Java process. Arguments: flavour ids ("2a", "ua1"). Standard input: one path a line.
 * Standard output: one JSON object a line, for each file and each flavour, in that order.
 */
public final class VeraDriver {
    private static final int UNLIMITED = -1;

    public static void main(String[] flavours) throws Exception {
        Locale.setDefault(Locale.ROOT);
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            for (String flavour : flavours) {
                out.println(line(path, flavour));
            }
        }
    }

    private static String line(String path, String flavour) {
        String head = "{\"file\":" + quote(path) + ",\"flavour\":" + quote(flavour);
        try {
            return head + outcome(validate(path, flavour)) + "}";
        } catch (Exception | StackOverflowError broken) {
            return head + ",\"error\":" + quote(broken.toString()) + "}";
        }
    }

    private static ValidationResult validate(String path, String id) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("unknown flavour " + id);
        }
        try (InputStream in = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(flavour, UNLIMITED, false, true, false)) {
            return validator.validate(parser);
        }
    }

    private static String outcome(ValidationResult result) {
        Map<String, Failure> failures = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                failures.computeIfAbsent(rule, key -> new Failure(assertion)).count++;
            }
        }
        StringBuilder json = new StringBuilder();
        json.append(",\"compliant\":").append(result.isCompliant());
        json.append(",\"assertions\":").append(result.getTotalAssertions());
        json.append(",\"failures\":[");
        String separator = "";
        for (Map.Entry<String, Failure> entry : failures.entrySet()) {
            json.append(separator).append(entry.getValue().json(entry.getKey()));
            separator = ",";
        }
        return json.append("]").toString();
    }

    /** How often one rule failed, and where it did so first. */
    private static final class Failure {
        private final String message;
        private final String context;
        private int count;

        private Failure(TestAssertion first) {
            this.message = String.valueOf(first.getMessage());
            this.context = first.getLocation() == null ? "" : String.valueOf(first.getLocation().getContext());
        }

        private String json(String rule) {
            return "{\"rule\":" + quote(rule) + ",\"count\":" + count + ",\"message\":" + quote(message)
                    + ",\"context\":" + quote(context) + "}";
        }
    }

    private static String quote(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private VeraDriver() {}
}
