%% compat: matlab
show = @(varargin) fprintf('%s\n', strjoin(cellfun(@(v) sprintf('%.10g ', v), varargin, 'UniformOutput', false), '| '));
show(normcdf([1.96 -1]), normcdf(1, 2, 3), normcdf(5, 'upper'), norminv([0 0.975 1]), normpdf(0), normcdf(1, 0, -1))
show(tcdf([2 -2 0 1], 10), tcdf(1, 1), tcdf(2, 10, 'upper'), tinv([0.975 0.025 0.5 0.51], 10), tinv(0.75, 1), tpdf(0, 10))
show(chi2cdf([3.841458820694124 -1], 1), chi2inv(0.95, [1 10]), chi2pdf(1, 2))
show(fcdf(4, 2, 10), finv(0.95, 2, 10), betacdf(0.2, 1, 2), betainv(0.36, 1, 2), betapdf(0.2, 1, 2))
show(binopdf(0:5, 5, 0.5), binocdf([2 5 -1], 5, 0.5), binocdf(2, 5, 0.25, 'upper'), poisspdf(2, 3), poisscdf([2 -1], 3))
show(expcdf(1, 2), expinv(0.5, 2), exppdf([1 -1], 2), gamcdf(1, 2, 3), gaminv(0.5, 1, 1), gampdf([0 1], 1, 2), unifcdf(0.3), unifinv(0.5, 1, 3), unifpdf(2))
show(pdist([0 0; 3 4; 0 1]), pdist([0 0; 3 4], 'cityblock'), pdist([0 0; 3 4], 'chebychev'), pdist([0 0; 3 4], 'minkowski', 3))
show(pdist2([0 0], [3 4; 0 1]), squareform([1 2 3]), squareform([0 1 2; 1 0 3; 2 3 0]), pdist([1 0; 1 1], 'hamming'), pdist([1 0; 0 2], 'cosine'))
[d, k] = pdist2([0 0; 5 5; 1 1], [0 0], 'euclidean', 'Smallest', 2);
show(d, k)
disp(size(normrnd(0, 1, 2, 3))), disp(flipdim([1 2], 2)), disp(isstr('a'))
