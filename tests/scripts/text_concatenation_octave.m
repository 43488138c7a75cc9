%% compat: octave
x = ["abc"; "de"];
printf ("%dx%d\n", size (x));
printf ("[%s]\n", x(2, :));
y = ["a", 66, "c"];
printf ("%s\n", y);
z = {"x", "yy"};
w = char (z);
printf ("%dx%d\n", size (w));
printf ("%s\n", strvcat ("p", "qr")(2, :));
printf ("%s\n", strtrim (["  a "; " bb "])(1, :));
