package io.blackstart.load.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written is what is read, up to where it was cut off. */
class WireTest {

    private static final List<Object> RECORDS = List.of(
            new Sample("s", "one", 1, 2, 3, Outcome.OK, 200, "api-1", true, true),
            new Sample("s", "two", -1, Long.MIN_VALUE, Long.MAX_VALUE, Outcome.CUT, 0, "", false, false),
            77L,
            new Write("id-ü", 4, 5, Write.Answer.UNKNOWN),
            new Sample("s", "one", 1, 2, 3, Outcome.FAILED, 65_535, "api-1", true, false));

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireWriter writer = new WireWriter(out);
        for (Object entry : RECORDS) {
            if (entry instanceof Sample sample) {
                writer.sample(sample);
            } else if (entry instanceof Long at) {
                writer.arrival(at);
            } else {
                writer.write((Write) entry);
            }
        }
        writer.mark("done", 42);
        writer.flush();
        return out.toByteArray();
    }

    private static List<Object> read(byte[] bytes) throws IOException {
        List<Object> all = new ArrayList<>();
        new WireReader(new ByteArrayInputStream(bytes)).readAll(new WireReader.Handler() {
            @Override
            public void sample(Sample sample) {
                all.add(sample);
            }

            @Override
            public void write(Write write) {
                all.add(write);
            }

            @Override
            public void arrival(long at) {
                all.add(at);
            }

            @Override
            public void mark(String name, long value) {
                all.add(name + value);
            }
        });
        return all;
    }

    @Test
    void wholeStreams() throws IOException {
        List<Object> expected = new ArrayList<>(RECORDS);
        expected.add("done42");
        assertThat(read(bytes())).isEqualTo(expected);
    }

    @Test
    void streamsThatWereCutAnywhere() throws IOException {
        byte[] whole = bytes();
        List<Object> all = read(whole);
        for (int length = 8; length < whole.length; length++) {
            List<Object> some = read(Arrays.copyOf(whole, length));
            assertThat(some).isEqualTo(all.subList(0, some.size()));
            assertThat(some.size()).isLessThan(all.size());
        }
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> read("not ours at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasMessageContaining("not a Blackstart stream");
    }
}
