package io.blackstart.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the replicas gave back: of each id, which of them had it, and whether one gave it twice. Exact, for ids of any form.
 *
 * <p>Ids are numbered, and an hour of load writes ten million of them: so those that share all but their last two digits are held
 * together, at some four bytes each. An id of another form costs as much as itself and a hundred bytes.
 */
final class Copies {

    private static final int TOGETHER = 100;

    /** Of an id that ends in no two digits: before all the others. */
    private static final int ALONE = 0;

    /** The replica that gave it last, counted from 1; 0: none did. */
    private static final int LAST = 0x1fff;

    /** A replica before the last one did not give it. */
    private static final int MISSED = 0x2000;

    private static final int TWICE = 0x4000;

    /** Replicas whose ids were added. */
    private int replicas;

    private final Map<String, short[]> groups = new HashMap<>();

    /**
     * What became of an id.
     *
     * @param anywhere whether any replica has it
     * @param everywhere whether each has it
     * @param twice whether any gave it more than once
     */
    record Found(boolean anywhere, boolean everywhere, boolean twice) {}

    /** The ids of one more replica. */
    void replica(RunFacts.Scan<String> ids) {
        if (replicas == LAST) {
            throw new IllegalStateException("more than " + LAST + " replicas were read back");
        }
        replicas++;
        ids.forEach(this::add);
    }

    private void add(String id) {
        int index = index(id);
        String key = key(id, index);
        short[] group = groups.get(key);
        if (group == null || group.length <= index) {
            group = widened(group, index);
            groups.put(key, group);
        }
        group[index] = (short) seen(group[index]);
    }

    private static short[] widened(short[] group, int index) {
        int length = index == ALONE ? 1 : 1 + TOGETHER;
        return group == null ? new short[length] : Arrays.copyOf(group, length);
    }

    private int seen(int before) {
        int last = before & LAST;
        if (last == replicas) {
            return before | TWICE;
        }
        boolean missed = last != replicas - 1;
        return (before & TWICE) | replicas | (missed ? MISSED : before & MISSED);
    }

    /** Of an id, once every replica was added. */
    Found find(String id) {
        int index = index(id);
        short[] group = groups.get(key(id, index));
        int state = group == null || group.length <= index ? 0 : group[index];
        boolean everywhere = (state & LAST) == replicas && (state & MISSED) == 0;
        return new Found(state != 0, everywhere, (state & TWICE) != 0);
    }

    private static String key(String id, int index) {
        return index == ALONE ? id : id.substring(0, id.length() - 2);
    }

    private static int index(String id) {
        int length = id.length();
        if (length < 2) {
            return ALONE;
        }
        int tens = id.charAt(length - 2) - '0';
        int ones = id.charAt(length - 1) - '0';
        boolean numbered = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return numbered ? 1 + 10 * tens + ones : ALONE;
    }
}
