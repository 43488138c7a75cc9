%% compat: matlab
% dictionary: entries, types, value semantics, errors.
d = dictionary("one", 1);
d("two") = 2;
d(["three" "four"]) = [3 4];
fprintf('%d %g %g\n', numEntries(d), d("two"), sum(values(d)));
fprintf('%s ', keys(d)); fprintf('\n');
d("one") = 10;
fprintf('%g ', values(d)); fprintf('\n');
e = d;
e("one") = 0;
fprintf('%g %g\n', d("one"), e("one"));
d("two") = [];
fprintf('%d %d\n', numEntries(d), isKey(d, "two"));
d = remove(d, "three");
fprintf('%s ', keys(d)); fprintf('\n');
d = insert(d, "x", 5);
fprintf('%g %g\n', lookup(d, "x"), lookup(d, "nope", 'FallbackValue', -1));
n = dictionary([1 2 3], ["a" "b" "c"]);
fprintf('%s ', n([3 1])); fprintf('\n');
[k, v] = types(n); fprintf('%s %s\n', k, v);
c = dictionary("list", {[1 2 3]});
c{"list"}(2) = 20;
disp(c{"list"});
c("name") = {'text'};
x = c("name"); disp(x{1});
m = dictionary;
disp(isConfigured(m));
for k = 1:5
  m(k) = k ^ 2;
end
disp(m(4));
fprintf('%d', isKey(m, [1 9 2])); fprintf('\n');
s = dictionary("p", struct('a', 1));
q = s("p"); disp(q.a);
w = dictionary(string(["b" "a" "b"]), [1 2 3]);
fprintf('%d %g\n', numEntries(w), w("b"));
h = dictionary("f", @sin);
f = h("f"); disp(f(0));
words = ["a" "b" "a" "c" "a"];
count = configureDictionary("string", "double");
for word = words
  if isKey(count, word)
    count(word) = count(word) + 1;
  else
    count(word) = 1;
  end
end
fprintf('%s=%d ', "a", count("a")); fprintf('\n');
disp(isequal(count, count));
disp(class(count));
disp(d.numEntries());
try, d("zz"), catch e, fprintf('%s | %s\n', e.identifier, e.message); end
try, n([1 7]), catch e, fprintf('%s | %s\n', e.identifier, e.message); end
z = dictionary;
try, z("a"), catch e, fprintf('%s | %s\n', e.identifier, e.message); end
try, d("k") = "text"; catch e, fprintf('%s\n', e.message); end
try, n("k") = "text"; catch e, fprintf('%s\n', e.message); end
