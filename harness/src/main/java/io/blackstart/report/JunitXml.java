package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.gate.GateReport;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}, as Surefire writes it: one test case an objective, and one for the run itself. FAIL is a failure,
 * INCONCLUSIVE an error; never skipped.
 */
final class JunitXml {

    private static final String RUN_ITSELF = "the run can be believed";

    private JunitXml() {}

    /** One test case. */
    private record Case(String name, Verdict verdict, String message) {}

    static String text(Judgement judgement) {
        return document(xml -> suite(xml, judgement, cases(judgement)));
    }

    /** A suite an experiment, with a test case more for each figure of its baseline. */
    static String text(GateReport gate) {
        return document(xml -> {
            line(xml, 0);
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "gate");
            xml.writeAttribute("time", seconds(gate.seconds()));
            for (GateReport.Entry entry : gate.entries()) {
                suite(xml, entry.judgement(), cases(entry));
            }
            line(xml, 0);
            xml.writeEndElement();
        });
    }

    private static List<Case> cases(GateReport.Entry entry) {
        List<Compared> regressions = entry.regressions();
        return Stream.concat(
                        cases(entry.judgement()).stream(),
                        entry.compared().stream()
                                .map(one -> new Case(
                                        one.key().text() + " against the baseline",
                                        regressions.contains(one) ? Verdict.FAIL : Verdict.PASS,
                                        GateText.regression(one))))
                .toList();
    }

    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static String document(Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            content.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML of plain values could not be written", e);
        }
        return text.toString();
    }

    private static List<Case> cases(Judgement judgement) {
        Verdict worst = Verdict.worst(
                judgement.findings().stream().map(Finding::verdict).toList());
        boolean believed = judgement.verdict() == worst && judgement.exit() <= 2;
        Case itself = new Case(
                RUN_ITSELF,
                believed ? Verdict.PASS : Verdict.INCONCLUSIVE,
                judgement.reasons().isEmpty() ? "" : judgement.reasons().get(0));
        return Stream.concat(
                        Stream.of(itself),
                        Shown.of(judgement).stream()
                                .map(shown -> new Case(shown.objective(), shown.verdict(), shown.figure())))
                .toList();
    }

    private static void suite(XMLStreamWriter xml, Judgement judgement, List<Case> cases) throws XMLStreamException {
        line(xml, 0);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", judgement.experiment());
        xml.writeAttribute("time", seconds(judgement.seconds()));
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("errors", count(cases, Verdict.INCONCLUSIVE));
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("failures", count(cases, Verdict.FAIL));
        line(xml, 1);
        xml.writeStartElement("properties");
        property(xml, "run", judgement.run());
        property(xml, "seed", Long.toString(judgement.seed()));
        property(xml, "started", judgement.started());
        property(xml, "hypothesis", judgement.hypothesis());
        line(xml, 1);
        xml.writeEndElement();
        for (Case one : cases) {
            testCase(xml, judgement, one);
        }
        line(xml, 0);
        xml.writeEndElement();
        line(xml, 0);
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        line(xml, 2);
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", printable(value));
    }

    private static void testCase(XMLStreamWriter xml, Judgement judgement, Case one) throws XMLStreamException {
        line(xml, 1);
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", printable(one.name));
        xml.writeAttribute("classname", judgement.experiment());
        xml.writeAttribute("time", "0");
        if (one.verdict != Verdict.PASS) {
            line(xml, 2);
            xml.writeStartElement(one.verdict == Verdict.FAIL ? "failure" : "error");
            xml.writeAttribute("message", printable(one.message));
            xml.writeAttribute("type", one.verdict.name());
            xml.writeCharacters(
                    printable(judgement.reasons().isEmpty() ? one.message : String.join("\n", judgement.reasons())));
            xml.writeEndElement();
        }
        line(xml, 1);
        xml.writeEndElement();
    }

    /** The schema of Jenkins' viewer, as Surefire itself, has three decimals at most. */
    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private static String count(List<Case> cases, Verdict verdict) {
        return Long.toString(
                cases.stream().filter(one -> one.verdict == verdict).count());
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** XML 1.0 has no control characters: a container's output may. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]", "?");
    }
}
