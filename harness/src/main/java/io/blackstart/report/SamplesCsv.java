package io.blackstart.report;

import io.blackstart.load.Sample;
import java.util.Locale;

/** {@code samples.bin} as comma-separated values (RFC 4180), one request a line. */
public final class SamplesCsv {

    /** The first line. */
    public static final String HEADER = "scenario,request,intended,start,end,outcome,status,node,planned,exact";

    private SamplesCsv() {}

    /** A request's line; instants are monotonic nanoseconds. */
    public static String line(Sample sample) {
        return String.join(
                ",",
                quoted(sample.scenario()),
                quoted(sample.request()),
                Long.toString(sample.intended()),
                Long.toString(sample.start()),
                Long.toString(sample.end()),
                sample.outcome().name().toLowerCase(Locale.ROOT),
                Integer.toString(sample.status()),
                quoted(sample.node()),
                Boolean.toString(sample.planned()),
                Boolean.toString(sample.exact()));
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
