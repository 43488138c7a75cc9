%% compat: octave
% Remainders, integer division, real functions that leave the reals, scaled and inverse special functions.
x = [mod(-7, 3), rem(-7, 3), mod(5, 0), mod(1, 0.1), mod(int8(-5), int8(3))]
1 ./ [mod(-6, 3), rem(-6, 3), mod(6, -3)]
idivide(int32(7), int32(2), 'ceil')
[sqrt(-4), log(-1), acos(2), asin(2), acosh(-2), atanh(-2)]
[cosd(90), sind(180), cosd(270)]
[g, u, v] = gcd(12, 18)
[p, k] = factor(360)
bitshift(10, [-2 -1 0 1 2])
printf("%.12g ", gammainc(1, 2), betainc(0.5, 2, 3), erfinv(0.5), besselj(0, 1), psi(1), expint(1)); disp('')
printf("%.10f ", fzero(@cos, [1 2]), quadgk(@(t) exp(-t .^ 2), -Inf, Inf), spline(0:4, (0:4) .^ 3, 2.5)); disp('')
interp1([1 2 3], [4 5 6], [0 2.5 3])
