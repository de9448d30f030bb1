package io.blackstart.report;

import io.blackstart.analysis.Judgement;

/** The run in one line of blocks: the height is the share of requests that were answered; a dot is a slice without any. */
final class TimelineBlocks {

    private static final String BLOCKS = " ▁▂▃▄▅▆▇█";

    private TimelineBlocks() {}

    static String blocks(Judgement.Timeline timeline) {
        StringBuilder line = new StringBuilder();
        for (double share : timeline.success()) {
            line.append(Double.isNaN(share) ? '·' : block(share));
        }
        return line.toString();
    }

    /** Full only where every request was answered: one lost request in a slice must be seen. */
    private static char block(double share) {
        int height = (int) Math.floor(share * (BLOCKS.length() - 1));
        return BLOCKS.charAt(Math.max(0, Math.min(BLOCKS.length() - 1, height)));
    }

    /** Below the blocks: where each fault began and ended. */
    static String marks(Judgement.Timeline timeline) {
        char[] marks = " ".repeat(timeline.success().size()).toCharArray();
        for (Judgement.Span fault : timeline.faults()) {
            int from = slice(timeline, fault.from());
            int to = slice(timeline, fault.to());
            for (int i = from; i <= to && i < marks.length; i++) {
                marks[i] = '─';
            }
            mark(marks, to, '┘');
            mark(marks, from, from == to ? '↑' : '└');
        }
        return new String(marks).stripTrailing();
    }

    private static void mark(char[] marks, int at, char mark) {
        if (at >= 0 && at < marks.length) {
            marks[at] = mark;
        }
    }

    private static int slice(Judgement.Timeline timeline, double seconds) {
        int slice = (int) Math.floor((seconds - timeline.from()) / timeline.width());
        return Math.max(0, Math.min(timeline.success().size() - 1, slice));
    }
}
