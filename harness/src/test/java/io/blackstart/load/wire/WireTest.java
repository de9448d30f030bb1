package io.blackstart.load.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
        return bytes(RECORDS);
    }

    private static byte[] bytes(List<Object> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireWriter writer = new WireWriter(out);
        for (Object entry : records) {
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
        return read(new ByteArrayInputStream(bytes));
    }

    private static List<Object> read(InputStream stream) throws IOException {
        List<Object> all = new ArrayList<>();
        new WireReader(stream).readAll(new WireReader.Handler() {
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
        for (int length = 0; length <= whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).isEqualTo(all.subList(0, recordsWithin(length)));
        }
    }

    /** So many records are whole in the first bytes of the stream. */
    private static int recordsWithin(int length) throws IOException {
        int count = 0;
        while (count < RECORDS.size() && lengthOf(RECORDS.subList(0, count + 1)) <= length) {
            count++;
        }
        return count + (bytes().length <= length ? 1 : 0);
    }

    private static int lengthOf(List<Object> records) throws IOException {
        int mark = 1 + 2 + "done".length() + 8;
        return bytes(records).length - mark;
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> read("not ours at all".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("not a Blackstart stream");
    }

    /** Given a byte at a time, as a slow socket does, and longer than any buffer. */
    @Test
    void streamsThatComeInPieces() throws IOException {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.addAll(RECORDS);
        }
        byte[] bytes = bytes(many);
        InputStream trickle = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + pos % 7));
            }
        };
        many.add("done42");
        assertThat(read(trickle)).isEqualTo(many);
    }

    @Test
    void aRecordIsHandedOnBeforeTheNextOneBegins() throws IOException {
        byte[] bytes = bytes();
        List<Integer> readUntil = new ArrayList<>();
        InputStream oneByOne = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }

            @Override
            public synchronized int available() {
                return bytes.length - pos;
            }
        };
        new WireReader(oneByOne).readAll(new WireReader.Handler() {
            @Override
            public void sample(Sample sample) throws IOException {
                readUntil.add(bytes.length - oneByOne.available());
            }

            @Override
            public void write(Write write) {}

            @Override
            public void mark(String name, long value) {}
        });
        int magicAndThreeNames = 8 + 6 + 8 + 10;
        assertThat(readUntil).startsWith(magicAndThreeNames + 35);
    }

    @Test
    void theLongestTexts() throws IOException {
        String longest = "ü".repeat(32_767) + "x";
        List<Object> long2 = List.of(
                new Write(longest, 1, 2, Write.Answer.REFUSED), new Write(longest, 3, 4, Write.Answer.ACKNOWLEDGED));
        assertThat(read(bytes(long2))).startsWith(long2.toArray());
    }

    /** Each byte of a stream in turn is others: what is read is something else, or an error that says so; never a crash. */
    @Test
    void damageIsSaidOrHarmless() throws IOException {
        byte[] whole = bytes();
        for (int at = 8; at < whole.length; at++) {
            for (int other : new int[] {0, 1, 2, 3, 4, 5, 9, 100, 127, 128, 255}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) other;
                readDamaged(damaged);
            }
        }
    }

    private static void readDamaged(byte[] damaged) {
        try {
            read(damaged);
        } catch (IOException e) {
            assertThat(e).hasMessageEndingWith("the stream is damaged");
        }
    }

    @Test
    void recordsOfNoKind() throws IOException {
        byte[] whole = bytes();
        byte[] damaged = Arrays.copyOf(whole, whole.length + 1);
        damaged[whole.length] = (byte) 200;
        assertThatThrownBy(() -> read(damaged)).hasMessage("no record is of kind 200: the stream is damaged");
    }

    @Test
    void aSampleWithANameThatWasNeverTold() {
        byte[] bytes = "BLKSTRT1".getBytes(StandardCharsets.US_ASCII);
        byte[] damaged = Arrays.copyOf(bytes, 8 + 35);
        damaged[8] = 2;
        damaged[14] = 9;
        assertThatThrownBy(() -> read(damaged))
                .hasMessage("a sample has name 9, which was never told: the stream is damaged");
    }

    @Test
    void anOutcomeThatThereIsNot() {
        byte[] bytes = "BLKSTRT1".getBytes(StandardCharsets.US_ASCII);
        byte[] damaged = Arrays.copyOf(bytes, 8 + 35);
        damaged[8] = 2;
        damaged[10] = 3;
        assertThatThrownBy(() -> read(damaged)).hasMessage("no outcome has the code 3: the stream is damaged");
    }

    @Test
    void aSampleTakesThirtyFiveBytes() throws IOException {
        Object sample = RECORDS.get(0);
        assertThat(bytes(List.of(sample, sample)).length - bytes(List.of(sample)).length)
                .isEqualTo(35);
    }
}
