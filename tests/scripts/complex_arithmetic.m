%% compat: both
z = 3 + 4i;
fprintf('%g %g %g\n', real(z), imag(z), abs(z));
w = conj(z);
fprintf('%g %g\n', real(w), imag(w));
p = z * (1 - 2i);
fprintf('%g %g\n', real(p), imag(p));
q = z / (1 + 1i);
fprintf('%g %g\n', real(q), imag(q));
fprintf('%.4f\n', angle(1i));
r = sqrt(-4);
fprintf('%g %g\n', real(r), imag(r));
v = [1+2i, 3-1i];
t = v';
fprintf('%g ', imag(t)); fprintf('\n');
t = v.';
fprintf('%g ', imag(t)); fprintf('\n');
fprintf('%d %d %d\n', isreal(z), isreal(abs(z)), isreal(complex(1, 0)));
fprintf('%.4f %.4f\n', real(exp(1i * pi)), imag(exp(1i * pi / 2)));
