%% compat: both
x = [-2.5 -1.5 -0.4 0.4 1.5 2.5];
fprintf('%g ', round(x) + 0); fprintf('\n');
fprintf('%g ', fix(x) + 0); fprintf('\n');
fprintf('%g ', floor(x) + 0); fprintf('\n');
fprintf('%g ', ceil(x) + 0); fprintf('\n');
fprintf('%g ', sign([-3 0 5])); fprintf('\n');
fprintf('%g ', abs([-3 0 5])); fprintf('\n');
fprintf('%g ', gcd(12, 18), lcm(4, 6)); fprintf('\n');
fprintf('%d ', primes(20)); fprintf('\n');
fprintf('%d ', factor(60)); fprintf('\n');
fprintf('%d ', isprime([1 2 9 11])); fprintf('\n');
fprintf('%d %d\n', nchoosek(5, 2), factorial(5));
