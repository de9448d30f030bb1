package io.blackstart.analysis;

import java.util.List;

/**
 * Where along a row of requests a share of them stopped failing: the likelihood of each place.
 *
 * <p>Where only a share of the requests is bad, a good one next to the edge proves nothing (it may have gone to a healthy
 * node), and neither does a lone bad one (it may be background). So the edge may be anywhere where the requests are
 * explained nearly as well as by the best place: not worse than by {@link #DOUBT}, odds of one to five hundred.
 *
 * @param earliest the last request that is surely inside, by index
 * @param best the last request inside, by the best explanation
 * @param latest the last request that is perhaps inside
 */
record Profile(int earliest, int best, int latest) {

    static final double DOUBT = Math.log(500);

    /**
     * Of requests in the order in which they lead out of the stretch; the first is inside.
     *
     * @param share of bad requests inside
     * @param background share of bad requests outside, at most
     */
    static Profile of(List<Evidence> outwards, double share, double background) {
        double forBad = Math.log(share / background);
        double forGood = Math.log((1 - share) / (1 - background));
        double[] sums = new double[outwards.size()];
        double sum = 0;
        int best = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += outwards.get(i).good() ? forGood : forBad;
            sums[i] = sum;
            best = sum > sums[best] ? i : best;
        }
        return around(sums, best);
    }

    private static Profile around(double[] sums, int best) {
        int earliest = best;
        int latest = best;
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] >= sums[best] - DOUBT) {
                earliest = Math.min(earliest, i);
                latest = Math.max(latest, i);
            }
        }
        return new Profile(earliest, best, latest);
    }
}
